import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import { stem, termsOf } from './line-terms.ts'

/** What says that a thing is not wanted. [choice] */
const negations = new Set(
  'no not non never without none dont doesnt didnt isnt wasnt hasnt havent wont neither nor'.split(' '),
)

/** What says that a thing is there already, on its way or not as it should be, or what is to be done with it. [choice] */
const states = new Set(
  (
    'has have had got already own owns uses using used still waiting wait waits awaiting awaited ready done came come ' +
    'arrived arrives arriving delivered supplied fitted installed shown demonstrated booked ordered collected returned ' +
    'moved removed replaced repaired mended fixed changed checked tested measured working works place placed tried ' +
    'broken broke breaks faulty fault loose wobbly wobbles wobbling damaged cracked snapped stuck leaking leaks rusty ' +
    'worn missing lost stolen gone dead stopped battery batteries too declined declines refused refuses refusing ' +
    'cancelled cancel rejected stop stops show check collect return repair mend swap send replace fix measure test try ' +
    'trial review remove move adjust chase explain fine ok okay dirty smells smelly slips slipping unsafe unused wrong ' +
    'rid take pickup cleaned emptying bought buying buys private privately seen situ off behind how lower higher raise ' +
    'service serviced servicing practise practising false went'
  ).split(' '),
)

/** What a colleague is asked to do begins so. */
const doing =
  /^(?:adjust|ask|assess|call|cancel|chase|check|clean|collect|contact|count|demonstrate|discuss|email|empty|explain|find|follow|help|inform|inspect|look|make|measure|mend|move|phone|read|remind|remove|repair|return|review|ring|see|send|show|speak|swap|talk|teach|tell|test|text|trial|try|update|visit|watch|write)$/i

/** May begin an order as well: it is asked. */
const either = /^(?:send|fix|replace|move|make|find|see)$/i

/** What is asked for and is in few catalogues: no mistyped item, and no part of one. [choice] */
const elsewhere =
  /\b(?:stairs? ?lifts?|stairs? ?gates?|(?:through|thru)[ -]floor lifts?|(?:level|walk)[ -](?:access|in) showers?|(?:mobility )?scooters?|safety gates?|dog (?:gate|walker)s?)\b/i

export const isDoing = (word: string) => doing.test(word)

/** Why a line that names an item may be no order of it. `ask` null: plainly something to be done, a task. */
export interface NoOrder {
  ask: string | null
}

/**
 * Whether words that name an item may say something else than that a new one is wanted: that it is not wanted, is there,
 * is broken, or is to be checked. The item's own words do not count: 'perching stool without arms'. `text` is the whole
 * line, rooms too, but for its reason. null: it is an order.
 */
export function noOrder(
  { words, because = '', text }: { words: string; because?: string; text: string },
  item: CatalogueItem,
): NoOrder | null {
  const said = termsOf(words.replace(/\bto be (?:fitted|installed|delivered|supplied|shown)\b/gi, ''))
  const names = [item.name, ...item.aliases].map(termsOf)
  const own = new Set(names.flat().map(stem))
  const named = names.map((name) => ` ${name.join(' ')} `)
  const other = elsewhere.exec(text)
  if (other && !named.some((name) => name.includes(` ${other[0].toLowerCase()} `)))
    return { ask: `“${other[0]}” is not in the catalogue. What is it?` }
  const [first = ''] = said
  if (isDoing(first) && !own.has(stem(first)) && !either.test(first)) return { ask: null }
  const isOwnNot = (at: number) =>
    at > 0 && named.some((name) => name.includes(` ${said[at] ?? ''} ${said[at + 1] ?? ''} `))
  const word =
    said.find((one, at) => negations.has(one) && !isOwnNot(at)) ??
    said.find((one) => states.has(one) && !own.has(stem(one))) ??
    /\bon order\b/i.exec(words)?.[0] ??
    (/^(?:unsafe|wobbly)$/i.test(because) ? because : null)
  return word === null ? null : { ask: `“${word}”: is a new one to be ordered, or is this a task?` }
}
