import { chosenPictures } from "./report/chosenPictures";
import { listenForDrop, listenForPaste } from "./report/pictureSources";
import { submitOnce } from "./report/submitOnce";

// The page works without this file: choosing files and sending the form need no script.

// The design system's file upload, if the page uses it, moves the input's id to "pictures-input".
const input = document.querySelector<HTMLInputElement>(
  "input[type=file]#pictures, input[type=file]#pictures-input",
);
const status = document.getElementById("picture-status");
if (input && status) {
  const drop = document.getElementById("picture-drop");
  const pictures = chosenPictures(input, status, drop ?? input);
  listenForPaste(pictures.add);
  if (drop) listenForDrop(drop, pictures.add);
}

const key = document.querySelector<HTMLInputElement>("input#IdempotencyKey");
if (key?.form) submitOnce(key.form, key);
