// Typing is presence: it keeps the sign-in open. Where that has ended all the same, a form is not sent and nothing typed
// is lost. Grids look after themselves (grid.js).
(function () {
  "use strict";
  const PAUSE = 5 * 60 * 1000;
  let asking = false; // while the server is asked, a second click sends nothing
  let known = null; // the form that may be sent, as the server has just known the person
  let met = Date.now(); // when the server was last heard; 0 where it did not know the person any more

  function watched(form) {
    return form && form.method === "post" && !form.matches("[data-grid]");
  }

  function silent() {
    return Date.now() - met > PAUSE;
  }

  // A light page for the signed-in alone; where nobody has signed in, the page itself.
  function place() {
    return document.getElementById("signed-out").dataset.presence || "";
  }

  // Asks the server whether the person is still signed in; the page's tokens are then those of the newest sign-in.
  function meet() {
    met = Date.now();
    return fetch(place() || location.href, { redirect: "manual" }).then(function (answer) {
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
    const says = document.getElementById("signed-out");
    met = 0;
    says.hidden = false;
    says.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("input", function (event) {
    if (watched(event.target.form) && met && silent()) meet().catch(lost);
  });
  // A sign-in also ends before its time, as by signing out in another window: what is sent is asked for every time.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!watched(form) || form === known || !(place() || silent())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) return;
    asking = true;
    meet().then(function () {
      known = form;
      form.requestSubmit(event.submitter);
    }).catch(lost).finally(function () {
      asking = false;
      known = null;
    });
  }, true);
})();
