// The server writes the hunt's moments in UTC, because it does not know where
// the reader's clock hangs. The browser does.

const style = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };

const page = document.documentElement.lang;
const reader = (navigator.languages ?? [navigator.language]).find(l => l.startsWith(page)) ?? page; // en-GB writes 21:00, en-US 9 PM

for (const e of document.querySelectorAll('time[data-at]')) {
  e.textContent = new Date(Number(e.dataset.at)).toLocaleString(reader, style);
}
