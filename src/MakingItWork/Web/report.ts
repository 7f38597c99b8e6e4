import { pictureBook } from "./pictures/pictureBook";
import { comboboxes } from "./report/combobox";
import { context } from "./report/context";
import { draft } from "./report/draft";
import { identifiers } from "./report/identifiers";
import { others } from "./report/others";
import { sending } from "./report/sending";

// The page works without this file: choosing files and sending the form need no script.
const form = document.querySelector<HTMLFormElement>("form#report");
const fields = document.getElementById("fields");
const summary = document.getElementById("summary");
const input = document.querySelector<HTMLInputElement>("input[type=file]#pictures");
const host = document.getElementById("picture-book");
const status = document.getElementById("picture-status");

if (form && fields && summary && input && host && status) {
  comboboxes();
  const place = context(form);
  const book = pictureBook(input, host, status);
  const alike = others(form, () => form.requestSubmit());
  identifiers(form.elements.namedItem("Description") as HTMLTextAreaElement);
  const send = sending(form, fields, summary, book, {
    started: () => kept.sending(),
    stopped: alike.reset,
    accepted: async () => {
      place.remember();
      form.reset();
      book.clear();
      await kept.wipe();
    },
  });
  const kept = draft(form, book, send.resumed, place.refresh);
}

// A page that the browser kept whole must not show a report that was sent from it.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
