"use strict";
(() => {
  const source = document.getElementById("source");
  const tree = document.getElementById("rows");
  const status = document.getElementById("status");
  const follow = document.getElementById("follow");
  const greeting = status.textContent;
  const segments = Array.from(source.getElementsByClassName("s"));
  const rows = Array.from(tree.getElementsByClassName("row"));
  const indexOf = new Map();
  segments.forEach((segment, index) => indexOf.set(segment, index));
  rows.forEach((row, index) => indexOf.set(row, index));
  // A row claims the segments from first[row] up to, not including, last[row]; a row without a span has -1.
  const first = Int32Array.from(rows, (row) => Number(row.dataset.a ?? -1));
  const last = Int32Array.from(rows, (row) => Number(row.dataset.b ?? -1));
  const kinds = { r: "in rows", h: "heading, title or marker", c: "chrome", u: "unclaimed" };

  let lit = [];
  let hovered = null;
  let focused = null;
  let shown = null;

  const tagOf = (row) => row.querySelector(".tag").textContent;
  const isRow = (node) => node.classList.contains("row");

  /** The rows that claim a segment, the narrowest first. */
  function claimants(index) {
    const found = [];
    for (let row = 0; row < rows.length; row += 1) {
      if (first[row] <= index && index < last[row]) found.push(row);
    }
    return found.sort((a, b) => last[a] - first[a] - (last[b] - first[b]) || a - b);
  }

  function mark(node, name) {
    node.classList.add(name);
    lit.push([node, name]);
  }

  function markSpan(row) {
    for (let index = first[row]; index >= 0 && index < last[row]; index += 1) mark(segments[index], "lit");
  }

  /** Light up what is hovered, else what has the focus, on both sides. */
  function paint() {
    const node = hovered ?? focused;
    if (node === shown) return;
    shown = node;
    for (const [old, name] of lit) old.classList.remove(name);
    lit = [];
    if (node === null) {
      status.textContent = greeting;
      return;
    }
    mark(node, "on");
    if (isRow(node)) {
      const row = indexOf.get(node);
      markSpan(row);
      status.textContent = describeRow(node);
    } else {
      const found = claimants(indexOf.get(node));
      if (found.length) markSpan(found[0]);
      for (const row of found) mark(rows[row], "lit");
      status.textContent = describeSegment(node, found);
    }
    if (follow.checked) reveal(node);
  }

  function describeRow(node) {
    const { span } = node.dataset;
    if (span === undefined) return `${tagOf(node)} · no span of its own`;
    return `${tagOf(node)} · line ${node.querySelector(".at").textContent} · characters ${span}`;
  }

  function describeSegment(node, found) {
    const line = node.closest(".line");
    let start = Number(line.dataset.o);
    for (let before = node.previousSibling; before; before = before.previousSibling) {
      start += Array.from(before.textContent).length;
    }
    const end = start + Array.from(node.textContent).length;
    const kind = kinds[Array.from(node.classList).find((name) => name in kinds)] ?? "blank";
    const tags = found.map((row) => tagOf(rows[row])).join(" ‹ ");
    return `line ${line.dataset.n} · characters ${start}–${end} · ${kind}${tags ? ` · ${tags}` : ""}`;
  }

  /** What stands for a node on the other side: a row's first segment, or the narrowest row of a segment. */
  function counterpart(node) {
    const index = indexOf.get(node);
    if (isRow(node)) return first[index] < 0 ? null : segments[Math.min(first[index], segments.length - 1)];
    const found = claimants(index);
    return found.length ? rows[found[0]] : null;
  }

  /** Scroll the other side to a node's counterpart, where Tab then goes. */
  function reveal(node) {
    const other = counterpart(node);
    if (!other) return;
    bringInto(other);
    makeStop(other);
  }

  function bringInto(node) {
    // Twice: blocks that come into view for the first time take their real height, which moves what lies below.
    node.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => node.scrollIntoView({ block: "center" }));
  }

  // The one element of each side that Tab goes to, and whether a row was gone to yet.
  const stops = new Map();
  let begun = false;

  function makeStop(node) {
    if (!node) return;
    const pane = isRow(node) ? tree : source;
    const before = stops.get(pane);
    if (before) before.tabIndex = -1;
    node.tabIndex = 0;
    stops.set(pane, node);
  }

  function moveTo(node) {
    if (!node) return;
    makeStop(node);
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }

  const target = (event) => event.target.closest?.("#rows .row, #source .s") ?? null;

  /** The segment of the nearest line above or below that has one. */
  function lineAway(node, step) {
    const lines = source.getElementsByClassName("line");
    for (let line = Number(node.closest(".line").dataset.n) - 1 + step; lines[line]; line += step) {
      const segment = lines[line].querySelector(".s");
      if (segment) return segment;
    }
    return null;
  }

  const moves = {
    ArrowDown: (node, all, at) => (isRow(node) ? all[at + 1] : lineAway(node, 1)),
    ArrowUp: (node, all, at) => (isRow(node) ? all[at - 1] : lineAway(node, -1)),
    ArrowRight: (node, all, at) => all[at + 1],
    ArrowLeft: (node, all, at) => all[at - 1],
    Home: (node, all) => all[0],
    End: (node, all) => all[all.length - 1],
  };

  /** Go to the next row of a kind, from the row that was gone to last, round and round; show it on both sides. */
  function step(kind, back) {
    const all = rows.filter((row) => row.classList.contains(kind));
    if (!all.length) return;
    const from = begun ? indexOf.get(stops.get(tree)) : -1;
    const next = back
      ? all.findLast((row) => indexOf.get(row) < from) ?? all[all.length - 1]
      : all.find((row) => indexOf.get(row) > from) ?? all[0];
    hovered = null;
    moveTo(next);
    bringInto(next);
    reveal(next);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = target(event);
    const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (event.key === "Escape") {
      hovered = null;
      document.activeElement?.blur();
      paint();
    } else if (button) {
      step(button.dataset.step, event.shiftKey);
    } else if (node && (event.key === "Enter" || event.key === " ")) {
      reveal(node);
    } else if (node && moves[event.key]) {
      hovered = null;
      moveTo(moves[event.key](node, isRow(node) ? rows : segments, indexOf.get(node)));
    } else {
      return;
    }
    event.preventDefault();
  }

  document.addEventListener("pointermove", (event) => {
    hovered = target(event);
    paint();
  });
  document.documentElement.addEventListener("pointerleave", () => {
    hovered = null;
    paint();
  });
  document.addEventListener("focusin", (event) => {
    focused = target(event);
    begun ||= focused !== null;
    makeStop(focused);
    paint();
  });
  document.addEventListener("focusout", (event) => {
    if (event.relatedTarget === null && document.hasFocus()) focused = null;
    paint();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-step]");
    const node = target(event);
    if (button) {
      step(button.dataset.step, event.shiftKey);
    } else if (node && getSelection().isCollapsed) {
      makeStop(node);
      node.focus({ preventScroll: true });
      reveal(node);
    }
  });
  document.addEventListener("keydown", onKey);
  // The roles are set here, not in the page: without this script the rows are plain text, and no tree to walk in.
  tree.setAttribute("role", "tree");
  for (const chunk of tree.children) chunk.setAttribute("role", "none");
  for (const row of rows) {
    row.setAttribute("role", "treeitem");
    row.setAttribute("aria-level", row.className.match(/ d(\d)/)[1]);
    row.tabIndex = -1;
  }
  for (const segment of segments) segment.tabIndex = -1;
  makeStop(segments[0]);
  makeStop(rows[0]);
})();
