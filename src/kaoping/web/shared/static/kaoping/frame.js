// Menus close again, workings open and close, the original text can be put away, paper shows what is folded away,
// and a failed request says so.
(function () {
  "use strict";
  let opener = null;

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }

  function closeSource() {
    const source = document.getElementById("source");
    if (!source || !source.firstChild) return;
    source.replaceChildren();
    source.parentElement.classList.remove("with-source");
    if (opener && document.contains(opener)) opener.focus();
  }

  function tell(words) {
    const place = document.getElementById("messages");
    const line = document.createElement("p");
    line.className = "message message-error";
    line.textContent = words;
    place.replaceChildren(line);
    place.scrollIntoView({ block: "nearest" });
  }

  function turn(button) {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[aria-expanded][aria-controls]");
    if (button) turn(button);
    closeMenus(event.target.closest("details.menu"));
    if (event.target.closest("[data-closes=source]")) closeSource();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    closeMenus(null);
    closeSource();
  });
  // What is folded away on the screen stands open on paper.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details:not(.menu):not([open])").forEach(function (part) {
      part.open = part.dataset.opened = true;
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("main details[data-opened]").forEach(function (part) {
      part.open = false;
      delete part.dataset.opened;
    });
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.target && event.detail.target.id === "source") opener = event.detail.elt;
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    const target = event.detail.target;
    if (target && target.id === "source") target.parentElement.classList.add("with-source");
  });
  document.addEventListener("htmx:sendError", function () {
    tell(document.getElementById("messages").dataset.failed);
  });
  document.addEventListener("htmx:responseError", function (event) {
    const words = document.getElementById("messages").dataset;
    tell(event.detail.xhr.status >= 500 ? words.failed : words.refused);
  });
})();
