import { PictureTrouble, type PictureBook } from "../pictures/pictureBook";

/** Before the form is sent, the pictures are put into its file input with their covers burnt in, and their notes beside them. */
export function sendPrepared(form: HTMLFormElement, input: HTMLInputElement, book: PictureBook, status: HTMLElement): void {
  const notes = document.createElement("input");
  notes.type = "hidden";
  notes.name = "PictureNotes";
  form.append(notes);
  let ready = false;
  let preparing = false;

  form.addEventListener("submit", (event) => {
    if (ready) {
      ready = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!preparing) void prepare(event.submitter);
  });

  async function prepare(button: HTMLElement | null): Promise<void> {
    preparing = true;
    try {
      const pictures = await book.prepare();
      const transfer = new DataTransfer();
      for (const { file } of pictures) transfer.items.add(file);
      input.files = transfer.files;
      notes.value = JSON.stringify(pictures.map((picture) => picture.notes));
      // Not from within the event of the first attempt: a form ignores that.
      await new Promise((resolve) => setTimeout(resolve));
      ready = true;
      form.requestSubmit(button);
    } catch (trouble) {
      status.textContent = trouble instanceof PictureTrouble ? trouble.message : "The pictures could not be prepared. Try again.";
    } finally {
      preparing = false;
    }
  }
}
