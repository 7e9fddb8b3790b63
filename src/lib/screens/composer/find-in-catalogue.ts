import MiniSearch from 'minisearch'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import { contentOf, fillers, meantBy, shortened, stem, termsOf } from './line-terms.ts'
import type { Meant, TypedWord } from './line-terms.ts'

/** Something of the catalogue that the words may mean. */
export interface Found {
  item: CatalogueItem
  /** The words name this: Enter may agree it without a second look. */
  sure: boolean
  /** Not sure, and yet most of what was typed says this: perhaps a word is mistyped. */
  near: boolean
  /** All that was typed is one of its names: two items with one name are asked about. */
  named: boolean
  /** Words that were mistyped and are read as this all the same: 'stol'. */
  guessed: string[]
  /** What was typed besides its name, as typed: 'seat 48 cm', 'fit and demonstrate'. */
  left: string
}

export type Find = (words: string) => Found[]

/** How many suggestions people can take in at a glance. */
export const mostFound = 6

const finds = new WeakMap<readonly CatalogueItem[], Find>()

/** The catalogue's search, made once for each catalogue. */
export function findIn(catalogue: readonly CatalogueItem[]): Find {
  const ready = finds.get(catalogue) ?? makeFind(catalogue)
  finds.set(catalogue, ready)
  return ready
}

/** An item with each way to say it, and every word it can be said with. */
interface Entry {
  item: CatalogueItem
  phrases: string[][]
  terms: Set<string>
}

/** A typed word and what it may mean: for each known word it could be, how well it fits. */
interface Asked extends TypedWord {
  meant: Meant
}

/**
 * Finds by name or by what staff type for it, mistyped or without vowels too. Best first: more of what was typed, then
 * a name or alias wholly said, then MiniSearch's own score; a word that says nothing of an item holds it back.
 */
function makeFind(catalogue: readonly CatalogueItem[]): Find {
  const entries = catalogue.map(entryOf)
  const index = indexOf(catalogue)
  const known = new Set(entries.flatMap(({ terms }) => [...terms]))
  const joined = new Map(entries.flatMap(({ phrases }) => phrases.flatMap(joinedOf)))
  return (words) => {
    const content = contentOf(words)
    const asked = content.map((word, place): Asked => ({
      ...word,
      meant: meantBy(word.terms, known, place === content.length - 1),
    }))
    const heard = asked.flatMap(({ meant }) => likeliest(meant))
    if (heard.length === 0) return []
    const scores = new Map(
      index
        .search(heard.map((term) => joined.get(term) ?? term).join(' '))
        .map(({ id, score }) => [id, score]),
    )
    const judged = entries
      .map((entry) => judge(entry, asked, scores.get(entry.item.code) ?? 0))
      .filter(({ rank }) => rank > 0)
    const best = Math.max(...judged.map(({ rank }) => rank))
    return judged
      .filter(({ rank }) => rank >= best * 0.5)
      .sort(
        (a, b) =>
          Number(b.named) - Number(a.named) ||
          (a.named ? 0 : b.rank - a.rank) ||
          a.item.name.localeCompare(b.item.name, 'en-GB', { numeric: true }),
      )
      .slice(0, mostFound)
      .map(({ rank: _, ...found }) => ({ ...found, guessed: [...shortened(words), ...found.guessed] }))
  }
}

function indexOf(catalogue: readonly CatalogueItem[]): MiniSearch<CatalogueItem> {
  const index = new MiniSearch<CatalogueItem>({
    idField: 'code',
    fields: ['name', 'aliases'],
    extractField: ({ code, name, aliases }, field) =>
      field === 'code' ? code : field === 'aliases' ? aliases.join(' ') : name,
    tokenize: termsOf,
    processTerm: (term) => (fillers.has(term) ? null : stem(term)),
    searchOptions: {
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 && !/\d/.test(term) ? 0.2 : false),
      boost: { aliases: 2 },
    },
  })
  index.addAll(catalogue)
  return index
}

/** The known words that fit a typed one best. */
function likeliest(meant: Meant): string[] {
  const best = Math.max(...meant.values())
  return [...meant].filter(([, fit]) => fit === best).map(([term]) => term)
}

/** Each way to say the item, as terms: its whole name, the name without what follows a comma, bracket or its arms, each alias. */
function entryOf(item: CatalogueItem): Entry {
  const head = item.name.split(/[,(]| with arms/)[0] ?? item.name
  const phrases = [item.name, head, ...item.aliases].map((phrase) =>
    termsOf(phrase)
      .filter((term) => !fillers.has(term))
      .map(stem),
  )
  const joined = phrases.flatMap(joinedOf).map(([one]) => one)
  return { item, phrases, terms: new Set([...phrases.flat(), ...joined]) }
}

/** Two words that people write as one, and apart: 'grabrail', 'grab rail'. */
function joinedOf(terms: readonly string[]): [string, string][] {
  return terms
    .slice(1)
    .map((term, place) => [`${terms[place] ?? ''}${term}`, `${terms[place] ?? ''} ${term}`])
}

function judge(
  { item, phrases, terms }: Entry,
  asked: readonly Asked[],
  score: number,
): Found & { rank: number } {
  const fits = asked.map(({ meant }) => fitOf(meant, terms))
  const met = new Map(fits.flatMap(({ term, fit }) => (term === null ? [] : [[term, fit] as const])))
  const counted = asked.flatMap(({ counts }, place) => (counts ? [fits[place]?.fit ?? 0] : []))
  const share = counted.length ? sum(counted) / counted.length : 0
  const hearing = counted.length ? counted.filter((fit) => fit > 0).length / counted.length : 0
  const said = Math.max(...phrases.map((phrase) => saidOf(phrase, met)))
  const left = asked.filter((word, place) => !fits[place]?.fit && !word.filler)
  const heard = sum(fits.map(({ fit }) => fit))
  const guessed = asked.filter((word, place) => !word.filler && isGuess(word, fits[place]?.term ?? null))
  return {
    item,
    named: isNamed(phrases, asked),
    guessed: guessed.map(({ text }) => text),
    sure: (said >= 0.7 && hearing >= 0.5) || (said >= 0.4 && hearing === 1),
    near: said >= 0.4 && hearing >= 0.5,
    left: trimmed(asked, left),
    rank:
      heard === 0
        ? 0
        : share * 4 + said * 2 + Math.min(1, score / 100) + heard * 0.2 + begunOf(phrases, asked),
  }
}

/** Whether what was typed is the whole name or an alias; the name's head alone ('grab rail') is the commonest of them. */
function isNamed([name = [], , ...aliases]: readonly string[][], asked: readonly Asked[]): boolean {
  const said = asked.flatMap(({ terms }) => terms.map(stem)).join(' ')
  return [name, ...aliases].some((phrase) => phrase.join(' ') === said)
}

/** Up to a half for an alias that begins with all that was typed: more, the less of it is left to type. */
function begunOf([, , ...aliases]: readonly string[][], asked: readonly Asked[]): number {
  const said = asked.flatMap(({ terms }) => terms).join(' ')
  const begun = aliases.map((phrase) => phrase.join(' ')).filter((phrase) => phrase.startsWith(said))
  return Math.max(0, ...begun.map((phrase) => (said.length / phrase.length) * 0.5))
}

/** Whether a word means a term without being it, beginning it or standing in it: a mistyped one. */
function isGuess({ terms }: Asked, meant: string | null): boolean {
  return meant !== null && !terms.some((term) => meant.startsWith(stem(term)) || term.includes(meant))
}

/** The best that a typed word says of an item: which of its words, and how well. */
function fitOf(meant: Meant, terms: ReadonlySet<string>): { term: string | null; fit: number } {
  let best: { term: string | null; fit: number } = { term: null, fit: 0 }
  for (const [term, fit] of meant) if (terms.has(term) && fit > best.fit) best = { term, fit }
  return best
}

/** How much of a way to say it was said; two of its words may have been typed as one. */
function saidOf(phrase: readonly string[], met: ReadonlyMap<string, number>): number {
  const fits = phrase.map((term, place) =>
    Math.max(
      met.get(term) ?? 0,
      met.get(`${phrase[place - 1] ?? ''}${term}`) ?? 0,
      met.get(`${term}${phrase[place + 1] ?? ''}`) ?? 0,
    ),
  )
  return phrase.length ? sum(fits) / phrase.length : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** The words left, with the small words that stand between two of them: 'fit and demonstrate'. */
function trimmed(asked: readonly Asked[], left: readonly Asked[]): string {
  const places = left.map((word) => asked.indexOf(word))
  const kept = asked.filter((word, place) => {
    const between = word.filler && places.includes(place - 1) && places.includes(place + 1)
    return between || places.includes(place)
  })
  return kept.map(({ text }) => text).join(' ')
}
