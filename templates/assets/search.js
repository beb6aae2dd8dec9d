// Answers what is asked on the page /search/. What the page lists itself - numbers, names, titles - is found at once, also in a copy on a
// memory stick; texts are found by Pagefind, whose index lies beside the site and is loaded when somebody asks for it first.

(() => {
  "use strict"

  const form = document.getElementById("search")
  const { root, ...words } = form.dataset
  const box = form.elements.q
  const status = document.getElementById("search-status")
  const results = document.getElementById("search-results")
  const list = results.querySelector("ol")
  const more = results.querySelector("button")
  const index = document.getElementById("search-index")
  const narrowing = document.getElementById("search-filters")
  const filters = [...form.querySelectorAll("select")]
  const base = new URL(root, location)
  const mostBets = 4, first = 5, further = 10, fewest = 5

  // --- Words ---

  // Without accents, capitals and what writers may leave out, so that "Cote d'Ivoire" is Côte d’Ivoire.
  const plain = text => text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ى/g, "ي").replace(/ة/g, "ه")
    .replace(/[٠-٩]/g, digit => digit.charCodeAt(0) - 0x660)

  // "A/RES/73/195" is four words and "RT2" two, but "8.3" is one.
  const split = text => plain(text).match(/\d+(?:\.\d+)*|\p{L}+/gu) ?? []

  // But for such as "of", unless there is nothing else.
  const small = new Set(split(words.small))
  const wordsOf = text => {
    const all = split(text), telling = all.filter(word => !small.has(word))
    return telling.length > 0 ? telling : all
  }

  const isNumber = word => /^\d/.test(word)
  const isHan = word => /\p{Script=Han}/u.test(word)

  // Whether a word of a name is meant by a word of a question: by its beginning, or in the plural.
  const isMeant = (asked, word, isLast) => {
    if (asked === word) return true
    if (isNumber(asked) || isNumber(word)) return false
    if (isHan(asked)) return word.includes(asked)
    if (asked.length >= (isLast ? 2 : 3) && word.startsWith(asked)) return true
    return word.length > 3 && asked.length - word.length <= 2 && asked.startsWith(word)
  }

  // In a copy for folders addresses name the file.
  const page = url => new URL(url, location).pathname.replace(/index\.html$/, "")

  // "8" of /objectives/8/: by it, too, a search is narrowed.
  const key = link => page(link.href).split("/").at(-2)

  // --- Best bets: what the page lists ---

  const entries = [...index.querySelectorAll("[data-kind] li a")].map((link, place) => {
    const number = link.querySelector(".number")?.textContent ?? ""
    const abbreviation = link.querySelector(".abbreviation")?.textContent
    const title = link.textContent.trim()
    const name = title.slice(number.length, abbreviation ? -abbreviation.length : undefined).trim()
    const section = link.closest("[data-kind]"), heading = section.querySelector("h3").textContent.trim()
    const names = [name, ...(abbreviation ? [abbreviation] : []), ...(link.dataset.names?.split("|") ?? []), `${heading} ${name}`]
    return { url: link.href, title, place, link, heading, kind: section.dataset.kind, names: names.map(wordsOf) }
  })

  // What is wanted rather where something has the words: an objective, and what a word means last.
  const favour = { objective: 1.2, "round-table": 0.7, meeting: 0.5, practice: 0.3, term: -0.5 }

  // The same for pages whose text has them.
  const preferred = { objective: 1.6, "round-table": 1.2, practice: 1.1, source: 0.3, pledge: 0.4, country: 0.4, term: 0.5 }

  // How well a name answers a question: 4 if it is the same, from 2 if the name holds all that is asked, from 1 if all of the name is
  // in the question, 0 if neither.
  const score = (asked, name) => {
    if (asked.length === name.length && asked.every((word, place) => word === name[place])) return 4
    const free = new Set(name.keys())
    const isHeld = asked.every((word, place) => {
      const found = [...free].find(one => isMeant(word, name[one], place === asked.length - 1))
      return found !== undefined && free.delete(found)
    })
    if (isHeld) {
      const begins = asked.every((word, place) => isMeant(word, name[place], place === asked.length - 1))
      return 2 + asked.length / name.length + (begins ? 0.5 : 0)
    }
    // A short word may stand in a question for itself: only in capitals is it the abbreviation, or the code of a country.
    if (name.length === 1 && (isNumber(name[0]) || (name[0].length < 4 && !box.value.includes(name[0].toUpperCase())))) return 0
    return asked.some((_, place) => name.every((word, step) => asked[place + step] === word)) ? 1 + name.length / asked.length : 0
  }

  // The best of the names of something, by what it is; the first name of a term is less than its abbreviation.
  const rank = (asked, { kind, names }) => Math.max(...names.map((name, place) => {
    const points = score(asked, name)
    if (points === 4) return kind === "term" && place === 0 ? 2.8 : 4
    return points < 2 ? points : Math.min(3.9, points + (favour[kind] ?? 0))
  }))

  // "8.3", "para 8.3", "objective 8, paragraph 8.3", "RT2.3": what has such a paragraph. Where several have one, those are meant of which
  // the question holds the longest name.
  const paragraphs = asked => asked.flatMap((word, place) => {
    const [, entry, part] = /^(\d+)\.(\d+)$/.exec(word) ?? []
    const said = [...asked.slice(0, place), entry]
    const meant = entries.filter(({ link }) => link.dataset.paragraphs && Number(key(link)) === Number(entry)).map(found => {
      // Its last paragraph tells how all of them are numbered.
      const [, start, count] = /^(.*\.)(\d+)$/.exec(found.link.dataset.paragraphs)
      const names = [split(start), ...found.names].filter(name => said.some((_, from) => name.every((one, step) => one === said[from + step])))
      const isThere = part > 0 && Number(part) <= Number(count)
      return { ...found, number: start + Number(part), isThere, length: Math.max(0, ...names.map(name => name.length)) }
    })
    const longest = Math.max(...meant.map(({ length }) => length))
    return meant.filter(({ isThere, length }) => isThere && length === longest).map(found => ({
      ...found, url: `${found.url}#p${found.number}`, score: 4, title: words.paragraph.replace("{number}", found.number),
      heading: found.title,
    }))
  })

  const bets = asked => {
    if (asked.length === 0) return []
    const found = entries
      .map(entry => ({ ...entry, score: rank(asked, entry) }))
      .filter(entry => entry.score > 0)
    const all = [...paragraphs(asked), ...found].sort((a, b) => b.score - a.score || a.place - b.place)
    // What has one of the words only is no bet where something has all of them.
    return all.filter(entry => all[0].score < 2 || entry.score >= 2).slice(0, mostBets)
  }

  // --- Texts: Pagefind ---

  let engine
  const pagefind = () => engine ??= (async () => {
    // No browser loads it from a folder.
    if (location.protocol === "file:") return null
    try {
      const loaded = await import(new URL("pagefind/pagefind.js", base))
      await loaded.options({ baseUrl: base.pathname, noWorker: true })
      await loaded.init()
      return loaded
    } catch {
      return null
    }
  })()

  // What Pagefind finds: pages with all words of a question; where these are few, then those with most of them.
  const pagesWith = async (texts, asked, filters) => {
    const { results } = await texts.search(asked.join(" ") || null, { filters })
    if (results.length >= fewest || asked.length < 2) return results
    const others = new Map()
    for (const word of new Set(asked)) {
      const found = (await texts.search(word, { filters })).results
      for (const [place, result] of found.entries()) {
        const known = others.get(result.id) ?? { result, weight: 0 }
        known.weight += (1 + 1 / (place + 1)) / Math.log(found.length + 2)
        others.set(result.id, known)
      }
    }
    for (const { id } of results) others.delete(id)
    const sorted = [...others.values()].sort((a, b) => b.weight - a.weight)
    return [...results, ...sorted.slice(0, further).map(({ result }) => result)]
  }

  // "RT2.3" of the paragraph #pRT2.3.
  const numberOf = ({ element, id }) => element === "p" ? /^p((?:.+\.)?\d+)$/.exec(id)?.[1] : undefined

  // The places of a page at which something was found: its paragraphs with numbers, and what stands below its headings.
  const placesIn = page => {
    const anchors = page.anchors.filter(anchor => anchor.text?.trim() && (/^h[2-6]$/.test(anchor.element) || numberOf(anchor)))
      .sort((a, b) => a.location - b.location)
    const parts = new Map()
    for (const hit of page.weighted_locations) {
      const place = anchors.findLastIndex(anchor => anchor.location <= hit.location)
      const part = parts.get(place) ?? { anchor: anchors[place], end: anchors[place + 1]?.location, hits: [], weight: 0 }
      part.hits.push(hit.location)
      part.weight += hit.balanced_score
      parts.set(place, part)
    }
    // What stands before the first of them tells little more than the title does.
    const best = [...parts.values()].filter(({ anchor }) => anchor || parts.size === 1)
      .sort((a, b) => b.weight - a.weight).slice(0, 3)
    return best.sort((a, b) => a.hits[0] - b.hits[0])
  }

  // Some words around the first ones that were found, these marked.
  const excerpt = (page, { anchor, end, hits }) => {
    const isChinese = page.raw_content.includes("\u200b")
    const all = page.raw_content.split(isChinese ? "\u200b" : /\s+/)
    // A heading stands before the excerpt anyway.
    const title = /^h/.test(anchor?.element ?? "") ? anchor.text.split(isChinese ? "\u200b" : /\s+/).length : 0
    const start = (anchor?.location ?? 0) + title
    const from = Math.max(start, (hits.find(hit => hit >= start) ?? start) - 8), to = Math.min(end ?? all.length, from + 28)
    const line = make("p", "entry-summary")
    if (from > start) line.append("… ")
    for (let place = from; place < to; place++) {
      line.append(hits.includes(place) ? make("mark", "", all[place]) : all[place] ?? "", isChinese ? "" : " ")
    }
    if (to < (end ?? all.length)) line.append("…")
    return line
  }

  // --- What is shown ---

  const make = (name, className = "", text = "") => {
    const element = document.createElement(name)
    if (className) element.className = className
    element.textContent = text
    return element
  }

  const item = (title, url, heading) => {
    const entry = make("li"), line = make("p", "entry-title"), link = make("a", "", title)
    link.href = url
    // A title that isn't translated stands in the direction of its own language.
    link.dir = "auto"
    line.append(link)
    entry.append(line)
    if (heading) entry.append(make("p", "entry-meta", heading))
    return entry
  }

  const addPlaces = (entry, data) => {
    const places = placesIn(data)
    if (places.length === 1 && !places[0].anchor) return entry.append(excerpt(data, places[0]))
    const inner = make("ul", "search-places")
    for (const part of places) {
      const place = make("li")
      if (part.anchor) {
        const link = make("a", "", numberOf(part.anchor) ?? part.anchor.text)
        link.href = `${data.url}#${part.anchor.id}`
        place.append(link)
      }
      place.append(excerpt(data, part))
      inner.append(place)
    }
    if (places.length > 0) entry.append(inner)
  }

  const kindNames = new Map([...form.elements.kind.options].map(option => [option.value, option.textContent]))
  let turn = 0

  const search = async () => {
    const mine = ++turn
    const question = box.value.trim(), asked = wordsOf(question)
    const chosen = Object.fromEntries(filters.filter(({ value }) => value).map(({ name, value }) => [name, value]))
    const isNarrowed = Object.keys(chosen).length > 0
    const isIdle = asked.length === 0 && !isNarrowed
    index.hidden = !isIdle
    results.hidden = isIdle
    if (isIdle) return void (status.textContent = "")

    const found = isNarrowed ? [] : bets(asked)
    list.replaceChildren(...found.map(bet => item(bet.title, bet.url, bet.heading)))
    more.hidden = true
    const texts = await pagefind()
    if (mine !== turn) return
    narrowing.hidden = !texts
    if (isNarrowed) narrowing.open = true
    if (!texts) return tell(found.length, question, found.length > 0 || isNarrowed ? words.partial : "")
    status.textContent = words.waiting
    const pages = await pagesWith(texts, asked, chosen)
    const loaded = await Promise.all(pages.slice(0, first).map(async result => ({ ...await result.data(), score: result.score })))
    if (mine !== turn) return
    const weight = ({ score, filters }) => score * (preferred[filters.kind?.[0]] ?? 1)
    const data = loaded.sort((a, b) => weight(b) - weight(a))
    // Pages that have it all in their title stand before what has one of the words only.
    const isWeak = found.length > 0 && found[0].score < 2
    const titled = !isWeak ? [] : data.map(one => ({ one, score: score(asked, wordsOf(one.meta.title)) }))
      .filter(({ score }) => score >= 2).sort((a, b) => b.score - a.score).map(({ one }) => one)
    const items = new Map(found.map((bet, place) => [page(bet.url), list.children[place]]))
    show(titled, items)
    list.prepend(...titled.map(one => items.get(page(one.url))))
    show(data, items)
    offer(pages.slice(first), items, mine)
    tell(list.children.length + pages.slice(first).length, question)
    list.dataset.question = question
  }

  const tell = (count, question, note = "") => {
    const text = count > 0 ? words.count.replace("{number}", count) : words.nothing.replace("{query}", question)
    status.textContent = note ? `${text} ${note}` : text
    results.hidden = count === 0
  }

  // Shows pages that were found; of those that are there already, where it was.
  const show = (pages, items) => {
    for (const data of pages) {
      const known = items.get(page(data.url))
      if (known) {
        if (!known.querySelector(".search-places, .entry-summary")) addPlaces(known, data)
        continue
      }
      const entry = item(data.meta.title, data.url, kindNames.get(data.filters.kind?.[0]))
      addPlaces(entry, data)
      items.set(page(data.url), entry)
      list.append(entry)
    }
  }

  // The rest of the pages that were found, for when they are wanted.
  const offer = (rest, items, mine) => {
    more.hidden = rest.length === 0
    more.onclick = async () => {
      const pages = await Promise.all(rest.slice(0, further).map(result => result.data()))
      if (mine !== turn) return
      const before = list.children.length
      show(pages, items)
      offer(rest.slice(further), items, mine)
      list.children[before]?.querySelector("a").focus()
    }
  }

  // --- The form ---

  for (const filter of filters.slice(1)) {
    for (const link of index.querySelectorAll(`[data-kind="${filter.name}"] li a`)) {
      filter.append(new Option(link.textContent.trim(), key(link)))
    }
    filter.parentElement.hidden = filter.length < 2
  }

  const title = document.title
  const address = () => {
    const fields = [...new FormData(form)].filter(([, value]) => value)
    const query = new URLSearchParams(fields).toString()
    return query ? `?${query}` : location.pathname
  }
  const update = () => {
    document.title = box.value.trim() ? `${box.value.trim()} - ${title}` : title
    search()
  }
  const restore = () => {
    const asked = new URLSearchParams(location.search)
    for (const field of [box, ...filters]) field.value = asked.get(field.name) ?? ""
    update()
  }

  let timer
  box.addEventListener("focus", pagefind, { once: true })
  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      history.replaceState(null, "", address())
      update()
    }, 150)
  })
  form.addEventListener("submit", event => {
    event.preventDefault()
    clearTimeout(timer)
    history.pushState(null, "", address())
    update()
  })
  addEventListener("popstate", restore)
  restore()
})()
