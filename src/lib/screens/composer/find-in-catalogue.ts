import MiniSearch from 'minisearch'
import type { SearchResult } from 'minisearch'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import { contentOf, fillers, mended, stem, termsOf } from './line-terms.ts'
import type { TypedWord } from './line-terms.ts'

/** Something of the catalogue that the words may mean. */
export interface Found {
  item: CatalogueItem
  /** The words name this: Enter may agree it without a second look. */
  sure: boolean
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

/**
 * Finds by name or by what staff type for it, typos forgiven. Best first: more of what was typed, then a name or
 * alias wholly said, then MiniSearch's own score.
 */
function makeFind(catalogue: readonly CatalogueItem[]): Find {
  const byCode = new Map(catalogue.map((item) => [item.code, { item, phrases: phrasesOf(item) }]))
  const index = indexOf(catalogue)
  const known = new Set([...byCode.values()].flatMap(({ phrases }) => phrases.flat()))
  return (words) => {
    const asked = contentOf(words).map((word) => ({
      ...word,
      terms: word.terms.map((term) => mended(term, known)),
    }))
    if (asked.every(({ terms }) => terms.length === 0)) return []
    const results = index.search(asked.flatMap(({ terms }) => terms).join(' '))
    const judged = results.flatMap((result) => {
      const entry = byCode.get(String(result.id))
      return entry ? [judge(entry.item, entry.phrases, result, asked)] : []
    })
    const best = Math.max(...judged.map(({ rank }) => rank))
    return judged
      .filter(({ rank }) => rank >= best * 0.5)
      .sort((a, b) => b.rank - a.rank || a.item.name.localeCompare(b.item.name, 'en-GB', { numeric: true }))
      .slice(0, mostFound)
      .map(({ item, sure, left }) => ({ item, sure, left }))
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

/** Each way to say the item, as terms: its whole name, the name without what follows a comma or bracket, each alias. */
function phrasesOf({ name, aliases }: CatalogueItem): string[][] {
  const head = name.split(/[,(]/)[0] ?? name
  return [name, head, ...aliases].map((phrase) =>
    termsOf(phrase)
      .filter((term) => !fillers.has(term))
      .map(stem),
  )
}

function judge(
  item: CatalogueItem,
  phrases: readonly string[][],
  result: SearchResult,
  asked: readonly TypedWord[],
): Found & { rank: number } {
  const heard = new Set(result.queryTerms)
  const met = new Set(result.terms)
  const isHeard = ({ terms }: { terms: string[] }) => terms.some((term) => heard.has(stem(term)))
  const counted = asked.filter(({ counts }) => counts)
  const share = counted.length ? counted.filter(isHeard).length / counted.length : 0
  const said = Math.max(
    ...phrases.map((terms) => terms.filter((term) => met.has(term)).length / terms.length),
  )
  const left = asked.filter((word) => !isHeard(word) && !word.filler)
  return {
    item,
    sure: (said === 1 && share >= 0.5) || (said >= 0.5 && share === 1),
    left: trimmed(asked, left),
    rank: share * 4 + said * 2 + Math.min(1, result.score / 100) + asked.filter(isHeard).length * 0.2,
  }
}

/** The words left, with the small words that stand between two of them: 'fit and demonstrate'. */
function trimmed(asked: readonly TypedWord[], left: ReturnType<typeof contentOf>): string {
  const places = left.map((word) => asked.indexOf(word))
  const kept = asked.filter((word, place) => {
    const between = word.filler && places.includes(place - 1) && places.includes(place + 1)
    return between || places.includes(place)
  })
  return kept.map(({ text }) => text).join(' ')
}
