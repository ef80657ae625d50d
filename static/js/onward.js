// Sends the only form of a page that is a mere stop on the way. Without it a person presses the button.
"use strict";

document.querySelector("form[data-onward]")?.requestSubmit();
