// One box chooses all boxes of its form that can be chosen.
(function () {
  "use strict";
  document.querySelectorAll("[data-choose-all]").forEach(function (all) {
    all.closest("label").hidden = false;
    all.addEventListener("change", function () {
      all.form.querySelectorAll("input[type='checkbox'][name]").forEach(function (box) { box.checked = all.checked; });
    });
  });
})();
