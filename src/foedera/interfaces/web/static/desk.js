// The desk works without script; this only saves steps.
"use strict";
// A link to any passage of a document (#c120-180) works even where the page has no mark there: it is asked for again with one.
function openPassage() {
  const at = /^#c(\d+-\d+)$/.exec(location.hash);
  if (!at || !document.body.querySelector(".text") || document.getElementById(location.hash.slice(1))) return;
  const url = new URL(location.href);
  url.searchParams.set("at", at[1]);
  location.replace(url);
}
addEventListener("hashchange", openPassage);
openPassage();
// On a phone the filters fold away until they are asked for, or in use.
if (matchMedia("(max-width: 40rem)").matches) document.querySelectorAll(".fold:not(.narrowed)").forEach((fold) => fold.removeAttribute("open"));
// The strip of sections on a phone opens where one is.
document.querySelector(".bar [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
// "/" leads to the search, as in other reading rooms.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  event.preventDefault();
  document.getElementById("find").focus();
});
// A question that the desk refuses is opened as a page: it says what is wrong, with the form to mend it.
document.addEventListener("htmx:responseError", (event) => {
  const { xhr, requestConfig, pathInfo } = event.detail;
  if (xhr.status === 400 && requestConfig.verb === "get") location.assign(pathInfo.finalRequestPath);
});
