// Without this script everything still works in one tab: forms post and the answer is followed.
const live = document.querySelector('[data-poll]')
const isChat = live?.matches('.messages')
const inFrame = window.top !== window
const asked = document.body.dataset.open
// A page of the app refuses to be framed, so out of a frame it always opens in its own window.
const inPopup = inFrame || asked === 'popup' || (asked !== 'webview' && window.matchMedia('(min-width: 700px)').matches)

function toast(text, url) {
  const box = document.querySelector('[data-toast]')
  if (!box) return
  box.textContent = text
  if (url) {
    const link = document.createElement('a')
    link.href = url
    link.target = '_blank'
    link.textContent = 'باز کردن'
    box.append(' ', link)
  }
  box.hidden = false
  clearTimeout(toast.timer)
  toast.timer = setTimeout(() => {
    box.hidden = true
  }, 8000)
}

const trouble = { url: null, text: 'ارتباط برقرار نشد. دوباره تلاش کنید.' }

async function post(form) {
  const body = new URLSearchParams(new FormData(form))
  body.set('open', inPopup ? 'popup' : 'webview')
  try {
    const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } })
    return response.ok ? await response.json() : trouble
  } catch {
    return trouble
  }
}

const openWindow = (address) => {
  const side = document.querySelector('input[name=as]')?.value ?? ''
  return window.open(address, `addon-${side}`, 'popup,width=480,height=800')
}

async function tapped(form, popup) {
  const button = form.querySelector('button')
  button.disabled = true
  const { url, text } = await post(form)
  button.disabled = false
  if (!url) popup?.close()
  if (url && popup) popup.location.replace(url)
  else if (url && !inPopup) return window.location.assign(url)
  else if (url && !openWindow(url)) toast(text ?? 'پنجرهٔ تازه بسته ماند.', url)
  if (text) toast(text)
  else if (url && form.dataset.after) window.location.assign(form.dataset.after)
  refresh()
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.matches('[data-say]')) {
    event.preventDefault()
    post(form).then(refresh)
    form.querySelector('[name=text]').value = ''
  } else if (form.matches('[data-tap=dynamic]')) {
    event.preventDefault()
    tapped(form, null)
  } else if (form.matches('[data-tap=link]') && inPopup) {
    event.preventDefault()
    // Opened inside the click, as a browser asks, and sent on when the app has answered.
    tapped(form, openWindow('/opening'))
  } else if (form.matches('[data-tap=link]')) {
    form.querySelector('[name=open]').value = 'webview'
  }
})

const toEnd = () => {
  if (isChat) live.scrollTop = live.scrollHeight
}

// A reload must not take away what somebody types into or is about to tap; a chat's list has no such field.
const isBusy = () =>
  !isChat &&
  (live.contains(document.activeElement) || [...live.querySelectorAll('input:not([type=hidden])')].some((i) => i.value))

async function refresh() {
  if (!live || isBusy()) return
  try {
    const response = await fetch(live.dataset.poll)
    if (!response.ok) return
    const { revision, markup } = await response.json()
    if (revision === live.dataset.revision || isBusy()) return
    live.dataset.revision = revision
    live.innerHTML = markup
    toEnd()
  } catch {
    // The next turn tries again.
  }
}

if (live) {
  toEnd()
  setInterval(refresh, 1000)
  const address = new URL(window.location.href)
  for (const name of ['note', 'returned']) address.searchParams.delete(name)
  window.history.replaceState(null, '', address)
}
if (document.querySelector('[data-close]')) window.close()
