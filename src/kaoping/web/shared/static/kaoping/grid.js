// A grid is typed into as a spreadsheet: keys move, blocks are pasted, nothing unsaved is left by mistake. Typing is
// presence, so it keeps the sign-in open; where that has ended all the same, nothing is sent and nothing typed is lost.
(function () {
  "use strict";
  const FEW = 60;
  const PAUSE = 5 * 60 * 1000;
  let met = Date.now(); // when the server was last heard; 0 where it did not know the person any more

  function fields(form) {
    return Array.from(form.querySelectorAll("tbody tr:not(.wrong-row)")).map(function (row) {
      return Array.from(row.querySelectorAll("input[name^='cell:']"));
    });
  }

  function placeOf(rows, field) {
    for (let down = 0; down < rows.length; down += 1) {
      const across = rows[down].indexOf(field);
      if (across >= 0) return { down: down, across: across };
    }
    return null;
  }

  function move(form, field, down, across) {
    const rows = fields(form);
    const place = placeOf(rows, field);
    const row = rows[place.down + down];
    const next = row && row[place.across + across];
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  }

  function says(form, words, wrong) {
    const place = form.querySelector("[data-grid-says]");
    place.textContent = words;
    place.classList.toggle("tone-lost", Boolean(wrong));
    place.classList.remove("tone-done");
  }

  function count(words, number) {
    return words.replace("{count}", String(number));
  }

  function unsaved(form) {
    return form.querySelectorAll("td[data-changed]").length;
  }

  // A hint only, for the eye; what may be saved is decided where it is saved.
  function outside(field) {
    const text = field.value.trim();
    const number = Number(text);
    const low = field.dataset.low, high = field.dataset.high;
    if (text === "" || !(low || high)) return false;
    return Number.isNaN(number) || (low && number < Number(low)) || (high && number > Number(high));
  }

  // What is kept on the server: a page that was refused shows what was typed, and that is not it.
  function saved(field) {
    return field.dataset.saved === undefined ? field.defaultValue : field.dataset.saved;
  }

  function mark(form, field) {
    const cell = field.closest("td");
    cell.toggleAttribute("data-changed", field.value !== saved(field));
    cell.toggleAttribute("data-outside", Boolean(outside(field)));
    const number = unsaved(form);
    says(form, number ? count(form.dataset.unsaved, number) : "");
  }

  function block(text) {
    return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map(function (line) {
      return line.split("\t").map(function (cell) { return cell.trim().replace(/^\u2212/, "-"); });
    });
  }

  function paste(form, field, values) {
    const rows = fields(form);
    const start = placeOf(rows, field);
    const before = [];
    let left = 0;
    values.forEach(function (line, down) {
      line.forEach(function (value, across) {
        const target = (rows[start.down + down] || [])[start.across + across];
        if (!target || target.readOnly) {
          left += 1;
          return;
        }
        before.push([target, target.value]);
        target.value = value;
        mark(form, target);
      });
    });
    const words = [count(form.dataset.pasted, before.length)];
    if (left) words.push(count(form.dataset.outside, left));
    words.push(count(form.dataset.unsaved, unsaved(form)));
    says(form, words.join(" "));
    return before;
  }

  function atEdge(field, key) {
    const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (key === "ArrowLeft") return all || field.selectionEnd === 0;
    return all || field.selectionStart === field.value.length;
  }

  // What was changed, with the reason beside it, by the name that both share.
  function changed(form) {
    const names = new Set();
    form.querySelectorAll("td[data-changed] input[name^='cell:']").forEach(function (field) {
      names.add(field.name.replace(/ reason$/, ""));
    });
    return Array.from(names);
  }

  function named(form, name) {
    return form.querySelector("input[name=\"" + CSS.escape(name) + "\"]");
  }

  function sentWith(form, names) {
    const data = new FormData();
    names.forEach(function (name) {
      [name, name + " reason", name.replace(/^cell:/, "version:")].forEach(function (each) {
        const field = named(form, each);
        if (field) data.append(each, field.value);
      });
    });
    ["csrfmiddlewaretoken", "why", "since"].forEach(function (each) {
      const field = named(form, each);
      if (field) data.append(each, field.value);
    });
    return data;
  }

  // A few cells are saved alone; whatever is not simply saved is sent again as the whole form, which keeps everything.
  function saveInPlace(form, names, whole) {
    const button = form.querySelector("button.primary");
    button.disabled = true;
    const request = { method: "POST", body: sentWith(form, names), headers: { "X-Kaoping-Grid": "1" }, redirect: "error" };
    fetch(form.action, request).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      met = Date.now();
      settle(form, names, new DOMParser().parseFromString(text, "text/html"));
      button.disabled = false;
    }).catch(function (problem) {
      button.disabled = false;
      if (typeof problem === "number") whole();
      else lost(form);
    });
  }

  // Asks the server whether the person is still signed in; the page's token is then that of the newest sign-in.
  function meet(form) {
    met = Date.now();
    return fetch(location.href, { redirect: "error" }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-grid] [name=csrfmiddlewaretoken]");
      if (!fresh) return Promise.reject(text);
      named(form, "csrfmiddlewaretoken").value = fresh.value;
      form.querySelector("[data-grid-sign-in]").hidden = true;
    });
  }

  function lost(form) {
    met = 0;
    says(form, form.dataset.lost, true);
    form.querySelector("[data-grid-sign-in]").hidden = false;
  }

  // All is saved or nothing: what was wrong before is wrong no more.
  function clear(form) {
    document.querySelectorAll("[data-grid-wrong], [data-grid] .wrong-row").forEach(function (one) { one.remove(); });
    form.querySelectorAll(".cell-wrong").forEach(function (cell) { cell.classList.remove("cell-wrong"); });
    form.querySelectorAll("[aria-invalid]").forEach(function (field) {
      ["aria-invalid", "aria-describedby"].forEach(function (name) { field.removeAttribute(name); });
    });
  }

  function settle(form, names, answer) {
    clear(form);
    answer.querySelectorAll("input[type=hidden]").forEach(function (version) {
      named(form, version.name).value = version.value;
    });
    names.forEach(function (name) {
      [name, name + " reason"].forEach(function (each) {
        const field = named(form, each);
        if (!field) return;
        field.defaultValue = field.value;
        delete field.dataset.saved;
        mark(form, field);
      });
    });
    const why = named(form, "why");
    if (why) why.value = "";
    document.querySelector("[data-grid-saved]").replaceChildren(...answer.querySelectorAll("section.saved"));
    says(form, [answer.querySelector("[data-says]").dataset.says, form.querySelector("[data-grid-says]").textContent].join(" ").trim());
    form.querySelector("[data-grid-says]").classList.toggle("tone-done", !unsaved(form));
  }

  function start(form) {
    let undo = null;
    const wrong = form.querySelector("[aria-invalid=true]");
    if (wrong) wrong.focus({ preventScroll: true });
    fields(form).forEach(function (row) {
      row.filter(function (field) { return field.value !== saved(field); }).forEach(function (field) { mark(form, field); });
    });

    // Whoever takes what is saved, by somebody else perhaps, types nothing over it.
    form.querySelectorAll("[data-grid-restore]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        const below = button.closest("tr"), row = below.previousElementSibling;
        row.querySelectorAll("input[name^='cell:']").forEach(function (field) {
          field.value = saved(field);
          ["aria-invalid", "aria-describedby"].forEach(function (name) { field.removeAttribute(name); });
          field.closest("td").classList.remove("cell-wrong");
          mark(form, field);
        });
        row.querySelector("input[name^='cell:']").focus();
        below.remove();
      });
    });
    window.addEventListener("beforeprint", function () {
      form.querySelectorAll("td.words .print-only").forEach(function (words) {
        words.textContent = words.closest("td").querySelector("input").value;
      });
    });

    form.addEventListener("input", function (event) {
      if (!event.target.name.startsWith("cell:")) return;
      undo = null;
      mark(form, event.target);
      if (met && Date.now() - met > PAUSE) meet(form).catch(function () { lost(form); });
    });

    form.addEventListener("keydown", function (event) {
      const field = event.target;
      if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && form.querySelector("button.primary")) {
        event.preventDefault();
        form.requestSubmit();
        return;
      }
      if (!field.name || !field.name.startsWith("cell:") || event.isComposing) return;
      let done = false;
      if (event.key === "Enter") {
        move(form, field, event.shiftKey ? -1 : 1, 0);
        done = true;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        done = move(form, field, event.key === "ArrowDown" ? 1 : -1, 0);
      } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !event.shiftKey && atEdge(field, event.key)) {
        done = move(form, field, 0, event.key === "ArrowRight" ? 1 : -1);
      } else if (event.key === "Escape") {
        field.value = saved(field);
        mark(form, field);
      } else if (undo && event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
        undo.forEach(function (pair) {
          pair[0].value = pair[1];
          mark(form, pair[0]);
        });
        says(form, form.dataset.undone);
        undo = null;
        done = true;
      }
      if (done) event.preventDefault();
    });

    form.addEventListener("paste", function (event) {
      const field = event.target;
      const values = block(event.clipboardData.getData("text/plain"));
      if (!field.name || !field.name.startsWith("cell:") || (values.length === 1 && values[0].length === 1)) return;
      event.preventDefault();
      undo = paste(form, field, values);
    });

    form.querySelector("[data-grid-copy]").addEventListener("click", function () {
      document.addEventListener("copy", function (event) {
        event.clipboardData.setData("text/plain", whole(form));
        event.preventDefault();
        event.stopImmediatePropagation();
      }, { once: true, capture: true });
      document.execCommand("copy");
    });

    let sent = false;
    form.addEventListener("submit", function (event) {
      const cells = changed(form);
      if (Date.now() - met > PAUSE) {
        event.preventDefault();
        meet(form).then(function () { form.requestSubmit(); }, function () { lost(form); });
        return;
      }
      if (form.dataset.inPlace === undefined || !cells.length || cells.length > FEW) {
        sent = true;
        return;
      }
      event.preventDefault();
      saveInPlace(form, cells, function () {
        sent = true;
        form.submit();
      });
    });
    window.addEventListener("beforeunload", function (event) {
      if (sent || !unsaved(form)) return;
      event.preventDefault();
      event.returnValue = ""; // older kernels ask only for this
    });
  }

  function whole(form) {
    const heads = Array.from(form.querySelectorAll("thead th")).map(function (head) {
      return head.firstChild.textContent.trim();
    });
    const lines = Array.from(form.querySelectorAll("tbody tr:not(.wrong-row)")).map(function (row) {
      const cells = Array.from(row.querySelectorAll("input[name^='cell:']")).map(function (field) { return field.value; });
      return [row.querySelector("th").textContent.trim()].concat(cells).join("\t");
    });
    return [heads.join("\t")].concat(lines).join("\n");
  }

  document.querySelectorAll("form[data-grid]").forEach(start);
})();
