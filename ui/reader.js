// Shows the text; a plain click on a figure or a name is told to the app, any other follows the link as usual.
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".cifre-reader");
  if (root.dataset.html !== data.html) {
    root.innerHTML = data.html;
    root.dataset.html = data.html;
  }
  root.onclick = (event) => {
    const link = event.target.closest("a[data-claim], a[data-entity]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.dataset.claim) setTriggerValue("claim", link.dataset.claim);
    else setTriggerValue("entity", link.dataset.entity);
  };
}
