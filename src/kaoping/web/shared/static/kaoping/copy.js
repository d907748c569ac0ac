// What is copied from a table can be pasted into Excel: a true minus sign becomes the one that a spreadsheet counts with.
(function () {
  "use strict";
  const MINUS = /\u2212(?=\d)/g;

  document.addEventListener("copy", function (event) {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return;
    const around = selection.getRangeAt(0).commonAncestorContainer;
    const element = around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement;
    if (!element.closest("table") && !element.querySelector("table")) return;
    const table = element.closest("table");
    const box = document.createElement("div");
    const inside = table ? box.appendChild(document.createElement("table")) : box;
    for (let place = 0; place < selection.rangeCount; place += 1) {
      inside.appendChild(selection.getRangeAt(place).cloneContents());
    }
    box.querySelectorAll("svg, .visually-hidden").forEach(function (part) { part.remove(); });
    event.clipboardData.setData("text/plain", selection.toString().replace(MINUS, "-"));
    event.clipboardData.setData("text/html", box.innerHTML.replace(MINUS, "-"));
    event.preventDefault();
  });
})();
