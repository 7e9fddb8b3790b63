import { ordinaryWords } from './ordinary-words.ts'
import { gap } from './private-numbers.ts'
import type { PrivateFacts } from './private-words.ts'

/** A word or a number of a text, and the same without capitals, accents, apostrophes. */
interface Token {
  word: string
  plain: string
  from: number
  to: number
}

/** How surely a word is somebody's name: in any form, with a capital, or only where no other word would stand. */
type Sureness = 'always' | 'capital' | 'ordinary'

const tokenShape = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*|\d+\p{L}?(?![\p{L}\d])|\d+/gu
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'rev', 'sir', 'dame'])
/** Of "de Souza" and "St John", no name alone. */
const particles = new Set(
  'al ap bin da das de del della den der di dos du el ibn la le mac san st ter van von y'.split(' '),
)
const relations =
  /[\s-]+(?:(?:step|grand|great)[\s-]?)*(?:daughter|son|wife|husband|partner|niece|nephew|sister|brother|friend|neighbour|mother|father|mum|dad|carer|cousin|child)(?:[\s-]in[\s-]law)?\s*$/i
const streetKinds = new Map(
  Object.entries({
    ...{ st: 'street', rd: 'road', ave: 'avenue', av: 'avenue', ln: 'lane', cl: 'close', dr: 'drive' },
    ...{ ct: 'court', crt: 'court', cres: 'crescent', gdns: 'gardens', gr: 'grove', pl: 'place' },
    ...{ ter: 'terrace', terr: 'terrace', sq: 'square', apt: 'flat', apartment: 'flat' },
  }),
)
/** What a person does: after it an ordinary word at the start of a sentence is somebody. */
const doings = new Set(
  `rang rings called calls phoned texted says said asked asks told wants wanted feels felt slept fell is was has had will
  would went walks walked managed manages needs came ate eats lives visited declined refused did does can cannot seen
  agreed thinks thought reports reported and son daughter wife husband family`.split(/\s+/),
)

function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
}

const withoutOwner = (word: string): string => word.replace(/['’]s$/i, '')
const inStreet = (word: string): string => streetKinds.get(word) ?? word
const plainWords = (text: string): string[] => (text.match(tokenShape) ?? []).map(plain)

function tokensOf(text: string): Token[] {
  return [...text.matchAll(tokenShape)].map(({ 0: found, index }) => {
    const word = withoutOwner(found)
    return { word, plain: plain(word), from: index, to: index + word.length }
  })
}

function sureness(part: string): Sureness {
  if (ordinaryWords.has(part)) return 'ordinary'
  return part.length < 4 ? 'capital' : 'always'
}

/**
 * Surnames and addresses of people on the board, found word by word: a part of a surname of four letters or more in any
 * case, one that is short with a capital, one that is an ordinary word where it can only be a name.
 */
export class PrivateNames {
  /** Each part of a surname. */
  readonly #parts = new Map<string, Sureness>()
  /** Names of several words, and what stands in an address, by their first word. */
  readonly #wholes = new Map<string, string[][]>()
  readonly #places = new Map<string, string[][]>()
  readonly #forenames = new Set<string>()
  /** "jean bell" */
  readonly #pairs = new Set<string>()
  /** Three letters or more that a name begins with. */
  readonly #begun = new Set<string>()

  constructor(people: readonly PrivateFacts[]) {
    for (const { forename, knownAs, surname, nextOfKin, address } of people) {
      this.#addName([forename, knownAs], surname)
      for (const kin of kinOf(nextOfKin)) this.#addName([kin.forename], kin.surname)
      for (const place of placesOf(address)) add(this.#places, place)
    }
  }

  #addName(forenames: readonly (string | null | undefined)[], surname: string): void {
    const words = plainWords(surname)
    if (words.length > 1) add(this.#wholes, words)
    const after = surname.match(/(?<=['’])\p{L}{4,}/gu) ?? []
    const parts = [...words, ...after.map(plain)].filter((part) => part.length > 1 && !particles.has(part))
    const firsts = forenames.flatMap((name) => plainWords(name ?? ''))
    for (const first of firsts) this.#forenames.add(first)
    for (const part of parts) {
      this.#parts.set(part, sureness(part))
      for (const first of firsts) this.#pairs.add(`${first} ${part}`)
      for (let length = 3; length < part.length; length += 1) this.#begun.add(part.slice(0, length))
    }
  }

  /** The text with initials for surnames and gaps for addresses; `isTyped`: also for those that have just been begun. */
  without(text: string, isTyped: boolean): string {
    const tokens = tokensOf(text)
    let left = ''
    let done = 0
    for (let at = 0; at < tokens.length; at += 1) {
      const found = this.#placeAt(text, tokens, at, isTyped) ?? this.#nameAt(text, tokens, at, isTyped)
      const [first, last] = [tokens[at], tokens[at + (found?.words ?? 1) - 1]]
      if (!found || !first || !last) continue
      left += text.slice(done, first.from) + found.instead
      done = last.to
      at += found.words - 1
    }
    return left + text.slice(done)
  }

  #placeAt(text: string, tokens: readonly Token[], at: number, isTyped: boolean) {
    const between = /^[\s,./-]{0,3}$/
    for (const place of this.#places.get(inStreet(tokens[at]?.plain ?? '')) ?? []) {
      if (follows(text, tokens, at, place, between, isTyped)) return { words: place.length, instead: gap }
    }
    return null
  }

  #nameAt(text: string, tokens: readonly Token[], at: number, isTyped: boolean) {
    const token = tokens[at]
    if (!token || /\d/.test(token.word)) return null
    const instead = token.word.charAt(0).toUpperCase()
    for (const whole of this.#wholes.get(token.plain) ?? []) {
      if (follows(text, tokens, at, whole, /^(?:\s|\s?[-‐–]\s?)$/, false))
        return { words: whole.length, instead }
    }
    const many = token.plain.replace(/s$/, '')
    const sure = this.#parts.get(token.plain) ?? (this.#parts.get(many) === 'always' ? 'always' : undefined)
    const isMeant = sure && (sure === 'always' || this.#isMeant(text, tokens, at, sure))
    return isMeant || (isTyped && this.#isBegun(text, tokens, at)) ? { words: 1, instead } : null
  }

  /** Is a word that may be another one somebody's name here? */
  #isMeant(text: string, tokens: readonly Token[], at: number, sure: Sureness): boolean {
    const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]]
    if (!token) return false
    const lead = text.slice(before?.to ?? 0, token.from)
    if (before && titles.has(before.plain) && /^\.?\s+$/.test(lead)) return true
    if (before && /^\s+$/.test(lead) && this.#pairs.has(`${before.plain} ${token.plain}`)) return true
    if (!/^\p{Lu}/u.test(token.word)) return false
    if (sure === 'capital' || (before && /^\s+$/.test(lead) && this.#forenames.has(before.plain))) return true
    const trail = text.slice(token.to, after?.from)
    const isNumbered = [before, after].some(
      (one, side) => one && /^\d/.test(one.word) && /^\s+$/.test(side ? trail : lead),
    )
    if (isNumbered) return false
    const isFirst = !before || /[.!?:;\n•]|^\s*-/.test(lead)
    const isAlone = after === undefined || /^['’]s|^\s*[(:/,&+]/.test(trail)
    return !isFirst || isAlone || /^\p{Lu}{2,}$/u.test(token.word) || doings.has(after.plain)
  }

  #isBegun(text: string, tokens: readonly Token[], at: number): boolean {
    const token = tokens[at]
    if (!token || !this.#begun.has(token.plain)) return false
    const before = tokens[at - 1]?.plain ?? ''
    // "Pat" is a first name, unless another stands before it.
    if (this.#forenames.has(token.plain)) return titles.has(before) || this.#forenames.has(before)
    return !ordinaryWords.has(token.plain) || this.#isMeant(text, tokens, at, 'ordinary')
  }
}

function add(map: Map<string, string[][]>, words: string[]): void {
  const [first = ''] = words
  const same = map.get(first) ?? []
  if (same.some((one) => one.join(' ') === words.join(' '))) return
  map.set(
    first,
    [...same, words].sort((a, b) => b.length - a.length),
  )
}

/** Do these words stand here, the last of them perhaps only begun? */
function follows(
  text: string,
  tokens: readonly Token[],
  at: number,
  words: readonly string[],
  between: RegExp,
  isTyped: boolean,
): boolean {
  return words.every((word, place) => {
    const [token, before] = [tokens[at + place], tokens[at + place - 1]]
    if (!token) return false
    if (place > 0 && !between.test(text.slice(before?.to, token.from))) return false
    if (token.plain === word || inStreet(token.plain) === word) return true
    const isLast = place > 0 && place === words.length - 1
    return (
      isTyped &&
      isLast &&
      token.plain.length > 1 &&
      word.startsWith(token.plain) &&
      !ordinaryWords.has(token.plain)
    )
  })
}

/** "Jean Bell (daughter) and Tom Price" → both. One word alone may be a first name, but not after a title. */
function kinOf(nextOfKin: string | null): { forename: string; surname: string }[] {
  return (nextOfKin ?? '').split(/\s+(?:and|&)\s+|[;/&+]/i).flatMap((one) => {
    const name = one
      .replace(/[,(\d:]|\s[-–]\s.*/s, '\u0000')
      .replace(/\0.*/s, '')
      .replace(relations, '')
      .trim()
    const words = name.split(/\s+/)
    const titled = titles.has(plain(words[0]?.replace('.', '') ?? ''))
    if (titled) words.shift()
    if (words.length < (titled ? 1 : 2) || words[0] === '') return []
    const isSmall = (word: string | undefined) => word !== undefined && particles.has(plain(word))
    let from = words.length - 1
    while (from > 1 && isSmall(words[from - 1])) from -= 1
    return [{ forename: from > 0 ? (words[0] ?? '') : '', surname: words.slice(from).join(' ') }]
  })
}

/** Every part of an address but its town and its postcode: "73 St Audrey Court" → with its number, and without its kind or its number. */
function placesOf(address: string | null): string[][] {
  const parts = (address ?? '')
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(
      (part) => part !== '' && !/^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$|^(?:England|UK)$|shire$/i.test(part),
    )
  const town = parts.length > 1 && !/\d/.test(parts.at(-1) ?? '') ? parts.pop() : undefined
  return [...new Set(parts)].filter((part) => part !== town).flatMap(placeOf)
}

function placeOf(part: string): string[][] {
  const unit = /^((?:flat|apartment|apt)\s*\d+\w?)\s+(.+)$/i.exec(part)
  if (unit) return [...placeOf(unit[1] ?? ''), ...placeOf(unit[2] ?? '')]
  const words = plainWords(part).map(inStreet)
  const [first = '', ...street] = words
  const isRare = (some: string[]) => some.some((word) => word.length > 3 && !ordinaryWords.has(word))
  if (!/^\d/.test(first)) return words.length > 1 || isRare(words) ? [words] : []
  const kinds = new Set(streetKinds.values())
  const name = kinds.has(street.at(-1) ?? '') ? street.slice(0, -1) : street
  const all = [words, name.length ? [first, ...name] : [], street.length > 1 && isRare(name) ? street : []]
  return all.filter((one) => one.length > 1)
}
