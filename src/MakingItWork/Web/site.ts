import { initAll } from "./nhsuk-frontend.min.js";
import { sayRatings } from "./risk";
import { watchSession } from "./session/watchSession";
import { overlays } from "./triage/overlay";
import { zooms } from "./triage/zoom";
import { pressKeys } from "./keys/pressKeys";
import { keepDraft } from "./keys/keepDraft";
import { seeOthers } from "./keys/others";
import { watchQueue } from "./queue/watchQueue";
import { prune } from "./report/vault";

// Classes the design system's styles wait for. Set here, not inline, so that the content security policy
// need not allow inline scripts.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
watchSession();
pressKeys();
overlays();
zooms();
keepDraft();
seeOthers();
watchQueue();
sayRatings();

// Unsent reports that are older than an hour go, on whichever page somebody comes by.
void prune().catch(() => {});
