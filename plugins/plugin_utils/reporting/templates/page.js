"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const folds = [...document.querySelectorAll("main details")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const groupsOf = (row) => {
    const found = [];
    for (let at = row.closest("[data-group]"); at; at = at.parentElement.closest("[data-group]")) found.push(at);
    return found;
  };
  const rows = [...document.querySelectorAll("tr[data-check]")].map((row) => {
    const check = document.getElementById(row.dataset.check);
    return {
      row,
      groups: groupsOf(row),
      counts: check.contains(row),
      verdict: row.dataset.verdict,
      tenant: row.dataset.tenant ?? "",
      severity: check.dataset.severity,
      area: check.closest("[data-area]").dataset.area,
      requirement: check.closest("article").id,
      text: `${row.textContent} ${check.id} ${check.querySelector(".title").textContent}`.toLowerCase(),
    };
  });
  const total = rows.filter((one) => one.counts).length;
  const number = (value) => value.toLocaleString("en");
  const most = 200; // unfolding more than that at once would only be noise
  const usual = new Map(folds.map((fold) => [fold, fold.open]));

  const asked = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

  const matches = (one, given) => {
    for (const name of new Set(given.keys())) {
      if (name === "text" ? !one.text.includes(given.get(name).trim().toLowerCase()) : !given.getAll(name).includes(one[name])) {
        return false;
      }
    }
    return true;
  };

  const show = () => {
    const given = asked();
    const active = given.toString() !== "";
    const live = new Set();
    let count = 0;
    for (const one of rows) {
      const visible = matches(one, given);
      one.row.hidden = !visible;
      if (visible) one.groups.forEach((group) => live.add(group));
      if (visible && one.counts) count += 1;
    }
    for (const group of groups) group.hidden = active && !live.has(group);
    for (const fold of folds) {
      if (fold.hasAttribute("data-group")) fold.open = active && count <= most ? live.has(fold) : usual.get(fold);
    }
    shown.textContent = active ? `${number(count)} of ${number(total)} findings` : `All ${number(total)} findings`;
    return given;
  };

  const keep = () => {
    const given = show().toString();
    history.replaceState(null, "", given ? `#${given}` : location.href.split("#")[0]);
  };

  const take = (given) => {
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = given.getAll(field.name).includes(field.value);
      else if (field.name) field.value = given.get(field.name) ?? "";
    }
    show();
  };

  const follow = () => {
    const target = location.hash.slice(1);
    if (target.includes("=")) {
      take(new URLSearchParams(target));
      return;
    }
    const place = document.getElementById(decodeURIComponent(target));
    if (!place) return;
    if (place.closest("[hidden]")) take(new URLSearchParams());
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", keep);
  form.addEventListener("reset", () => setTimeout(keep));
  window.addEventListener("hashchange", follow);
  show();
  follow();

  const scrolling = new ResizeObserver((changed) => changed.forEach(({ target }) => {
    target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  }));
  document.querySelectorAll(".scroll:not(.drawing)").forEach((table) => {
    table.role = "group";
    table.ariaLabel = "Table, which may be wider than the window";
    scrolling.observe(table);
  });

  let before = new Map();
  window.addEventListener("beforeprint", () => {
    before = new Map(folds.map((fold) => [fold, fold.open]));
    folds.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => before.forEach((open, fold) => { fold.open = open; }));
})();
