import { initAll } from "./nhsuk-frontend.min.js";
import { sayRatings } from "./risk";
import { watchSession } from "./session/watchSession";
import { prune } from "./report/vault";

// Classes the design system's styles wait for. Set here, not inline, so that the content security policy
// need not allow inline scripts.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
watchSession();
sayRatings();

// Unsent reports that are older than an hour go, on whichever page somebody comes by.
void prune().catch(() => {});
