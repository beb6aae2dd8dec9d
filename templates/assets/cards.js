// Shows beside a link what it leads to, when somebody points at it or comes to it with the keyboard: of another page of this site what
// its `index.json` tells, of a place on this page the place itself, of the number of a paragraph how it is cited. A copy on a memory stick
// shows the latter two. Nothing stands in a card that isn't where the link leads.

(() => {
  "use strict"

  const wanted = "main a[href]:not(nav a, .entry-list a, [role=doc-backlink], [download])"
  const citing = document.querySelector(".citing")
  const pages = new Map()
  let card, link, timer, next

  const part = (name, className, text) => text ? Object.assign(document.createElement(name), { className, textContent: text }) : ""

  const read = address => {
    if (!pages.has(address)) pages.set(address, fetch(address + "index.json").then(answer => answer.ok ? answer.json() : null).catch(() => null))
    return pages.get(address)
  }

  const citation = number => {
    const [work, ...rest] = [...citing.querySelector(".citing-text").childNodes].map(node => node.textContent)
    const paragraph = citing.dataset.paragraph.replace("{number}", number)
    const text = part("p", "link-card-text", [work, paragraph, ...rest].join("") + "#p" + number)
    const button = part("button", "link-card-copy", citing.dataset.copy)
    button.type = "button"
    // A browser lets a page write to the clipboard only if it came safely; else the words are chosen, ready to be copied by hand.
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(text.textContent)
        button.textContent = citing.dataset.copied
      } catch { getSelection().selectAllChildren(text) }
    }
    return [text, button]
  }

  const here = target => {
    const whole = target?.closest("p, li")
    if (!whole) return
    const copy = whole.cloneNode(true)
    for (const other of copy.querySelectorAll(`.back, .footnote-backref, .number, .paper-address, sup, .cited-place:not([id="${target.id}"])`)) other.remove()
    return [part("p", "link-card-text", copy.textContent)]
  }

  const content = async link => {
    const [address, id] = link.href.split("#")
    if (address === location.href.split("#")[0]) {
      const target = document.getElementById(decodeURIComponent(id ?? ""))
      if (!target?.contains(link)) return here(target)
      return citing && citation(link.textContent.trim())
    }
    if (location.protocol === "file:" || link.origin !== location.origin || !link.pathname.endsWith("/")) return
    const page = await read(link.origin + link.pathname)
    const paragraph = page?.paragraphs?.find(one => one.id === id)
    const { publisher, kind, symbol } = page?.fields ?? {}
    const text = paragraph?.text ?? page?.description ?? [publisher, kind, symbol].filter(Boolean).join(", ")
    if (!text) return
    card.lang = page.language
    card.dir = page.direction
    const inLanguage = (element, language) => language ? Object.assign(element, { lang: language, dir: "auto" }) : element
    return [
      part("p", "link-card-kicker", paragraph ? page.label + " · " + paragraph.number : page.label),
      paragraph ? "" : inLanguage(part("p", "link-card-title", page.title), page.title_language),
      inLanguage(part("p", "link-card-text", text), !paragraph && text === page.description && page.description_language),
    ]
  }

  const place = () => {
    const at = link.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = card, { clientWidth, clientHeight } = document.documentElement
    const start = getComputedStyle(link).direction === "rtl" ? at.right - width : at.left
    const isAbove = at.bottom + height > clientHeight && at.top > height
    card.style.left = scrollX + Math.max(8, Math.min(start, clientWidth - width - 8)) + "px"
    card.style.top = scrollY + (isAbove ? at.top - height : at.bottom) + "px"
  }

  const hide = () => {
    if (card?.contains(document.activeElement)) link.focus()
    link?.removeAttribute("aria-describedby")
    card?.remove()
    card = link = next = undefined
    clearTimeout(timer)
  }

  const show = async target => {
    hide()
    if (!target) return
    link = next = target
    const own = card = Object.assign(document.createElement("div"), { id: "link-card", className: "link-card", popover: "manual" })
    const parts = await content(target)
    if (own !== card) return
    if (!parts) { card = undefined; return }
    card.append(...parts)
    link.after(card)
    // A browser would show its own words over the card.
    link.removeAttribute("title")
    link.setAttribute("aria-describedby", card.id)
    card.showPopover()
    place()
  }

  const lead = target => {
    if (target === next) return
    next = target
    clearTimeout(timer)
    timer = setTimeout(() => next === link || show(next), 300)
  }

  const linkAt = element => card?.contains(element) ? link : element.closest?.(wanted) ?? undefined

  document.addEventListener("pointerover", event => {
    const target = linkAt(event.target)
    if (event.pointerType !== "touch" && (target || link !== document.activeElement)) lead(target)
  })
  document.addEventListener("focusin", event => {
    const target = linkAt(event.target)
    lead(target && (target === link || target.matches(":focus-visible")) ? target : undefined)
  })
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide() })
})()
