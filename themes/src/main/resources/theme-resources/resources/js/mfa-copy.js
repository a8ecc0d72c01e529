// Copies the codes with one click; without scripts they can be selected, saved as a file or printed.
const button = document.getElementById("mfa-copy");
const state = document.getElementById("mfa-copy-state");

async function copy() {
  const codes = [...document.querySelectorAll("#mfa-codes code")].map((code) => code.textContent);
  try {
    await navigator.clipboard.writeText(codes.join("\n"));
    state.textContent = button.dataset.copied;
  } catch {
    state.textContent = button.dataset.failed;
  }
}

// Browsers lend the clipboard to pages over TLS only.
if (navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
