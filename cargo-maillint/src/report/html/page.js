"use strict";
// Names and contents come from strangers: they only ever become text nodes.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const findings = read("findings");
const form = document.querySelector("form");
const list = document.getElementById("list");
const shown = document.getElementById("shown");

const make = (tag, about = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(about)) made.setAttribute(name, value);
  made.append(...inside.filter((part) => part !== null));
  return made;
};

const folder = (path) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "./");
const fates = { misdelivered: "a stranger may get the mail", undeliverable: "cannot be delivered", refused_or_right: "arrives, or is refused", server_decides: "the server decides" };
const fate = (finding) => fates[finding.fate] ?? "no mail";
const groups = { folder: (finding) => folder(finding.path), lint: (finding) => finding.lint, domain: (finding) => finding.domain ?? "no domain", fate };
const plural = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

// The view is in the address, so that it can be sent.
const restore = () => {
  const view = new URLSearchParams(location.hash.slice(1));
  form.find.value = view.get("find") ?? "";
  form.group.value = view.get("group") in groups ? view.get("group") : "folder";
  form.level.value = ["deny", "warn"].includes(view.get("level")) ? view.get("level") : "all";
};
const keep = () => {
  const view = new URLSearchParams();
  if (form.find.value) view.set("find", form.find.value);
  if (form.group.value !== "folder") view.set("group", form.group.value);
  if (form.level.value !== "all") view.set("level", form.level.value);
  history.replaceState(null, "", `#${view}`);
};

const copy = (label, text) => {
  const button = make("button", { type: "button" }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      // A page from the disk may not write there: the text is shown, to be copied by hand.
      button.replaceWith(make("pre", { tabindex: "0" }, text));
    }
  });
  return button;
};

const card = (finding) => {
  const denied = finding.level === "deny";
  const heading = make("h3", {}, make("span", { class: denied ? "deny" : "warn" }, denied ? "error" : "warning"), ` ${finding.message}`);
  const place = make("p", { class: "dim" }, make("code", {}, `${finding.path}:${finding.line}:${finding.column}`), ` · ${finding.lint} · ${fate(finding)}`);
  const line = make("pre", { tabindex: "0", "aria-label": "the line" }, finding.before, make("mark", {}, finding.marked), finding.behind);
  const notes = finding.notes.map((note) => make("p", { class: "dim" }, note));
  const tools = make("div", { class: "tools" },
    finding.suggestion === null ? null : copy(`Copy ${finding.suggestion}`, finding.suggestion),
    copy("Copy allow comment", finding.allow_here),
    finding.allow_in_policy === null ? null : copy("Copy allow for maillint.toml", finding.allow_in_policy));
  return make("article", { class: denied ? "denied" : "warned", tabindex: "-1" }, heading, place, line, ...notes, tools);
};

// Of thousands only those near the view are made: a part of the list is filled when it comes close, and then stays.
const PART = 50;
const waiting = new Map();
const fill = (part) => {
  const inside = waiting.get(part);
  if (inside === undefined) return;
  waiting.delete(part);
  near.unobserve(part);
  part.replaceChildren(...inside.map(card));
};
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) fill(target);
}, { rootMargin: "2000px" });
const parts = (inside) => {
  const made = [];
  for (let at = 0; at < inside.length; at += PART) {
    const part = make("div", { class: "part" });
    waiting.set(part, inside.slice(at, at + PART));
    near.observe(part);
    made.push(part);
  }
  return made;
};

const matches = () => {
  const words = form.find.value.toLowerCase().split(/\s+/).filter(Boolean);
  const level = form.level.value;
  return findings.filter((finding) => (level === "all" || finding.level === level) && words.every((word) => finding.text.includes(word)));
};

const draw = () => {
  const found = matches();
  const parted = new Map();
  for (const finding of found) {
    const name = groups[form.group.value](finding);
    if (!parted.has(name)) parted.set(name, []);
    parted.get(name).push(finding);
  }
  // Paths keep their order; of the others the largest group comes first.
  const sections = [...parted];
  if (form.group.value !== "folder") sections.sort((one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1));
  waiting.clear();
  near.disconnect();
  list.replaceChildren(...sections.map(([name, inside]) =>
    make("section", {}, make("h2", {}, `${name} `, make("span", { class: "dim" }, plural(inside.length, "finding"))), ...parts(inside))));
  shown.textContent = found.length === findings.length ? plural(found.length, "finding") : `${found.length} of ${plural(findings.length, "finding")}`;
};

// Where the mail would go: countries by count, then what bounces.
const picture = () => {
  const counts = new Map();
  for (const finding of findings) {
    if (!finding.fate) continue;
    const where = finding.fate === "misdelivered" ? `a stranger (${finding.country || "anywhere"})` : fate(finding);
    counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  const rows = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const most = Math.max(...rows.map((row) => row[1]), 1);
  document.getElementById("picture").append(...rows.flatMap(([where, n]) => [
    make("dt", {}, where),
    make("dd", {}, make("meter", { min: "0", max: String(most), value: String(n), "aria-label": `${where}: ${n}` }), String(n)),
  ]));
  document.getElementById("where").hidden = rows.length === 0;
};

// "/" looks for something, j and k go down and up.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
  if (event.key === "/") {
    event.preventDefault();
    form.find.focus();
  } else if (event.key === "j" || event.key === "k") {
    const cards = () => [...list.querySelectorAll("article")];
    const at = cards().indexOf(document.activeElement.closest("article"));
    const after = at < 0 ? 0 : at + (event.key === "j" ? 1 : -1);
    if (after >= cards().length) {
      const [first] = waiting.keys();
      if (first !== undefined) fill(first);
    }
    const next = cards()[after];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  }
});

let typing;
form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => { keep(); draw(); }, 120);
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", () => { restore(); draw(); });

for (const finding of findings) {
  finding.text = [finding.path, finding.lint, finding.subject, finding.domain, finding.suggestion, finding.message, fate(finding)].join("\n").toLowerCase();
}
restore();
picture();
draw();
