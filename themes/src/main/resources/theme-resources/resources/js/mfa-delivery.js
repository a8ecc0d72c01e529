// Tells, where scripts run, what became of the message; without them the next page does.
const status = document.getElementById("mfa-delivery");
const pause = 1500;
// As long as the longest wait for another code; later nobody looks at this page for the message any more.
const attempts = 80;

async function ask(left) {
  let state = "queued";
  try {
    const answer = await fetch(status.dataset.state, { cache: "no-store", credentials: "same-origin" });
    state = answer.ok ? (await answer.json()).delivery : "gone";
  } catch {
    // The network may come back.
  }
  if (state === "sent" || state === "failed") {
    status.textContent = status.dataset[state];
    status.classList.toggle("mfa-status-error", state === "failed");
  } else if (state === "queued" && left > 0) {
    setTimeout(ask, pause, left - 1);
  }
}

setTimeout(ask, pause, attempts);
