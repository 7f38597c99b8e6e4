import { pictureBook } from "./pictures/pictureBook";
import { sendPrepared } from "./report/preparedPictures";
import { submitOnce } from "./report/submitOnce";

// The page works without this file: choosing files and sending the form need no script.

// The design system's file upload, if the page uses it, moves the input's id to "pictures-input".
const input = document.querySelector<HTMLInputElement>(
  "input[type=file]#pictures, input[type=file]#pictures-input",
);
const host = document.getElementById("picture-book");
const status = document.getElementById("picture-status");
if (input?.form && host && status) {
  const { form } = input;
  const book = pictureBook(input, host, status);
  // A script's change raises no event of its own, and the form must know that the report is no longer the same.
  book.onChange(() => form.dispatchEvent(new Event("input")));
  sendPrepared(form, input, book, status);
}

const key = document.querySelector<HTMLInputElement>("input#IdempotencyKey");
if (key?.form) submitOnce(key.form, key);
