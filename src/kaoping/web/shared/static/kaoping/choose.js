// One box chooses all boxes of its form that can be chosen.
(function () {
  "use strict";
  document.querySelectorAll("[data-choose-all]").forEach(function (all) {
    const boxes = Array.from(all.form.querySelectorAll("input[type='checkbox'][name]"));
    all.closest("label").hidden = false;
    all.checked = boxes.length > 0 && boxes.every(function (box) { return box.checked; });
    all.addEventListener("change", function () {
      boxes.forEach(function (box) { box.checked = all.checked; });
    });
  });
})();
