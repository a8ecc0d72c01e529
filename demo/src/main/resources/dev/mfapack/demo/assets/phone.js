// Keeps the list fresh while the page is being looked at. Without scripts the button "Look again" does the same.
const live = document.getElementById('live');
const news = document.getElementById('news');

async function look() {
  if (document.hidden) {
    return;
  }
  const answer = await fetch('/').catch(() => undefined);
  if (!answer || !answer.ok) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
  if (!fresh || fresh.innerHTML === live.innerHTML) {
    return;
  }
  // Nobody's focus or marked text is taken away; the next look is soon enough.
  if (live.contains(document.activeElement) || !document.getSelection().isCollapsed) {
    return;
  }
  live.replaceChildren(...fresh.childNodes);
  const newest = live.querySelector('.messages h3');
  news.textContent = newest ? newest.textContent : '';
}

setInterval(look, 2000);
