// Typing is presence: it keeps the sign-in open. Where that has ended all the same, a form is not sent and nothing typed
// is lost. Grids look after themselves (grid.js).
(function () {
  "use strict";
  const PAUSE = 5 * 60 * 1000;
  let met = Date.now(); // when the server was last heard; 0 where it did not know the person any more

  function watched(form) {
    return form && form.method === "post" && !form.matches("[data-grid]");
  }

  function silent() {
    return Date.now() - met > PAUSE;
  }

  // Asks the server whether the person is still signed in; the page's tokens are then those of the newest sign-in.
  function meet() {
    met = Date.now();
    return fetch(location.href, { redirect: "manual" }).then(function (answer) {
      const there = answer.ok || answer.status === 405 || answer.status === 422;
      return there ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      const page = new DOMParser().parseFromString(text, "text/html");
      const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) {
        if (fresh) field.value = fresh.value;
      });
      document.getElementById("signed-out").hidden = true;
    });
  }

  function lost() {
    const place = document.getElementById("signed-out");
    met = 0;
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("input", function (event) {
    if (watched(event.target.form) && met && silent()) meet().catch(lost);
  });
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!watched(form) || !silent()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    meet().then(function () { form.requestSubmit(event.submitter); }, lost);
  }, true);
})();
