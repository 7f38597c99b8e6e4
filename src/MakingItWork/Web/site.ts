import { initAll } from "./nhsuk-frontend.min.js";

// Classes the design system's styles wait for. Set here, not inline, so that the content security policy
// need not allow inline scripts.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
