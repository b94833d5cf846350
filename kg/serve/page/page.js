// The editor over this endpoint alone: nothing is fetched from anywhere else, and the token stays in the page.
"use strict";

const endpoint = new URL("sparql", document.baseURI).href;
const token = document.getElementById("token");
const note = document.getElementById("note");
const list = document.getElementById("examples");

function headers() {
  return token.value ? { Authorization: `Bearer ${token.value}` } : {};
}

// The editor's own links would carry the request's headers, which have the token, and could name another endpoint.
Yasgui.Tab.prototype.getShareableLink = function () {
  return new URL(`#${new URLSearchParams({ query: this.getQuery() })}`, document.baseURI).href;
};

// The completers for prefixes, classes and properties ask other sites.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];

const editor = new Yasgui(document.getElementById("editor"), {
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  populateFromUrl: false,
  persistenceId: null,
  requestConfig: { endpoint, method: "POST", headers },
  yasqe: { value: "SELECT * WHERE {\n  ?s ?p ?o\n} LIMIT 10" },
});

const linked = new URLSearchParams(location.hash.slice(1)).get("query");
if (linked) editor.getTab().setQuery(linked);

list.addEventListener("change", () => {
  if (list.value) editor.getTab().setQuery(list.value);
});

fetch("examples.json")
  .then((response) => response.json())
  .then((examples) => {
    for (const { it, en, sparql } of examples) list.add(new Option(`${it} · ${en}`, sparql));
  });

fetch(`${endpoint}?query=${encodeURIComponent("ASK {}")}`).then(async (response) => {
  if (response.status === 401) document.getElementById("secret").hidden = false;
  else if (!response.ok) note.textContent = await response.text();
});
