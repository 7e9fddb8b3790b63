import { actionLine } from '#lib/reablement/action.ts'
import { itemTitle } from '#lib/reablement/catalogue.ts'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { londonDate } from '#lib/reablement/dates.ts'
import type { Kit } from '#lib/reablement/kits.ts'
import { withoutSizes } from '#lib/reablement/line-measures.ts'
import type { SizeSaid } from '#lib/reablement/line-measures.ts'
import { readOneLine } from '#lib/reablement/one-line.ts'
import type { Doubt, OneLine } from '#lib/reablement/one-line.ts'
import { sayMeasured } from '#lib/reablement/request.ts'
import type { TeamCode } from '#lib/reablement/team.ts'
import { askWho } from './ask-who.ts'
import { itemDraft, kitDrafts, taskDraft } from './draft.ts'
import type { Corrections, Draft, LineAround } from './draft.ts'
import type { Find, Found } from './find-in-catalogue.ts'
import { isDoing, noOrder } from './no-order.ts'
import { sayByWhen } from './say-agreed.ts'

export { detailLongest, titleLongest } from './draft.ts'
export type { Corrections, Draft, LineAround } from './draft.ts'

/** Something to be settled before Enter agrees: which of two items, which measurement. One is asked at a time. */
export interface Question {
  words: string
  /** The likeliest first: Enter again takes it. */
  answers: { label: string; chosen?: string; corrections?: Corrections }[]
}

/** One thing the line may mean: an item of the catalogue, or (`item` null) a plain task in the writer's words. */
export interface Option {
  key: string
  item: CatalogueItem | null
  draft: Draft
  /** Words nobody can say the meaning of: Enter asks before it agrees them as a detail. */
  unclear: string[]
  /** Words that were mistyped and are read as this. */
  guessed: string[]
  /** What was typed for each size that is taken as a measurement. */
  sizes: string[]
  question: Question | null
}

/** A kit that the line names, each of its actions ready to agree. */
export interface KitLine {
  kit: Kit
  drafts: Draft[]
  /** What else was typed and is no part of it. */
  rest: string
}

export interface ActionLine {
  options: Option[]
  /** Which of them Enter agrees; -1 while nothing is said. */
  at: number
  kit: KitLine | null
  /** A name after @ that fits nobody, or several: asked about before anything is agreed. */
  unknownOwner: string | null
  who: Question | null
  /** What must be put right before anything is agreed. */
  doubts: Doubt[]
}

/** The key of the plain task among the options. */
export const taskKey = 'task'

/**
 * Reads the composer's line: what it may mean, best first, each as a whole action ready to agree. A plain task stands
 * first when no item is named for certain, else last. `chosen` is the key somebody picked; it holds while it is there.
 */
export function readActionLine(
  text: string,
  around: LineAround,
  find: Find,
  {
    chosen = null,
    corrections = {},
    catalogue = [],
  }: { chosen?: string | null; corrections?: Corrections; catalogue?: readonly CatalogueItem[] } = {},
): ActionLine {
  const { line, unknownOwner } = withOwner(text, around, corrections)
  const doubts = line.doubts.filter(({ about }) => about === 'item' || corrections[about] === undefined)
  const asking = (team: TeamCode | null) =>
    unknownOwner === null ? null : askWho(unknownOwner, team, around, corrections.named)
  const nothing = { options: [], at: -1, kit: null, unknownOwner, who: null, doubts }
  const kit = around.kits?.find(({ id }) => id === line.kit)
  if (kit) {
    const drafts = kitDrafts(kit, line, around, catalogue)
    return { ...nothing, who: asking(null), kit: { kit, drafts, rest: line.words } }
  }
  if (!/[\p{L}\p{N}]/u.test(line.words)) return nothing
  const meaning = optionsOf(text, line, around, find, { chosen, corrections, doubts })
  return { ...nothing, ...meaning, who: asking(meaning.options[meaning.at]?.draft.team ?? null) }
}

/** What the line says, with whom a name that fits nobody or several was said to mean. */
function withOwner(
  text: string,
  around: LineAround,
  { who, named = {} }: Corrections,
): { line: OneLine; unknownOwner: string | null } {
  const line = readOneLine(text, { ...around, today: londonDate(around.now) })
  const typed = unread(text, line)
  const isSettled = typed === null || who !== undefined || Object.hasOwn(named, typed)
  return {
    line: { ...line, owner: line.owner ?? named[typed ?? ''] ?? null },
    unknownOwner: isSettled ? null : typed,
  }
}

/** What a line that names no kit may mean; two things in it are added to the `doubts`. */
function optionsOf(
  text: string,
  line: OneLine,
  around: LineAround,
  find: Find,
  { chosen, corrections, doubts }: { chosen: string | null; corrections: Corrections; doubts: Doubt[] },
): Pick<ActionLine, 'options' | 'at'> {
  const found = search(line.words, find)
  const noKit = around.kits !== undefined && /^\s*kit\s+\S/i.test(text)
  const task = taskOption(text, line, around, corrections, noKit)
  const either = noKit ? [] : eitherOf(line.words, find)
  if (either.length > 0) {
    const items = either.map((one) =>
      itemOption(one, 1, { line: { ...line, words: one.said }, around, corrections, found, chosen }),
    )
    return picking([...items, task], chosen, askWhich(line.words, either))
  }
  const named = !noKit && found[0] && isMeant(found[0], line.words) ? found[0].item : null
  const not = named && noOrder({ ...line, text: withoutReason(text, line) }, named)
  const isItem = named !== null && not === null
  const items = found.map((one, place) =>
    itemOption(one, place, { line, around, corrections, found, chosen }),
  )
  if (not?.ask) return picking([task, ...items], chosen, askTask(not.ask, task, items))
  const options = isItem ? [...items, task] : [task, ...items]
  const picked = options.findIndex(({ key }) => key === chosen)
  const both = isItem && picked < 0 ? secondItem(text, line, around, find) : null
  if (both) doubts.push({ text: both.typed, about: 'item', why: `one at a time: ${both.words}` })
  return { options, at: Math.max(0, picked) }
}

/** What Enter agrees of them: what somebody chose, else the first, which is asked about before. */
function picking(
  options: Option[],
  chosen: string | null,
  question: Question,
): Pick<ActionLine, 'options' | 'at'> {
  const picked = options.findIndex(({ key }) => key === chosen)
  if (picked >= 0) return { options, at: picked }
  return { options: options.map((one, place) => (place === 0 ? { ...one, question } : one)), at: 0 }
}

/** Asks whether a new one is wanted; Enter takes the task. */
function askTask(words: string, task: Option, items: readonly Option[]): Question {
  const orders = items.slice(0, 2).map(({ key, item, draft }) => ({
    label: `${item?.kind === 'referral' ? 'refer' : 'order'}: ${draft.title}`,
    chosen: key,
  }))
  return { words, answers: [{ label: `task: “${task.draft.title}”`, chosen: task.key }, ...orders] }
}

/** 'bath seat or bath board', 'pendant/key safe': each of the things that are named, when there are several. */
function eitherOf(words: string, find: Find): (Found & { said: string })[] {
  const parts = words.split(/\s+(?:or|\/)\s+|(?<=\p{L}{3})\/(?=\p{L}{3})/iu)
  if (parts.length < 2) return []
  const found = parts.flatMap((said) => {
    const [best] = search(said, find)
    return best?.sure ? [{ ...best, said }] : []
  })
  const each = [...new Map(found.map((one) => [one.item.code, one])).values()]
  return each.length > 1 ? each : []
}

/** What the words name; sizes that are named among them are no part of its name. */
function search(words: string, find: Find): Found[] {
  const whole = find(words)
  if (whole[0]?.named) return whole
  for (const without of withoutSizes(words)) {
    const found = without && without !== words ? find(without) : []
    if (!found[0]?.named) continue
    const cut = leftWords(words, without)
    return found.map((one) => ({ ...one, left: [one.left, cut].filter(Boolean).join(' ') }))
  }
  return whole
}

/** The words that were cut out, in their order. */
function leftWords(words: string, without: string): string {
  const kept = without.split(' ')
  const isCut = (word: string) => word !== kept[0] || (kept.shift(), false)
  return words.split(/\s+/).filter(isCut).join(' ')
}

/** A plain task in the writer's words; `unclear` when it asks for a kit that there is not. */
function taskOption(
  text: string,
  line: OneLine,
  around: LineAround,
  corrections: Corrections,
  unclear: boolean,
): Option {
  const draft = taskDraft(text, line, around, corrections)
  const words = unclear ? [text.trim()] : []
  return { key: taskKey, item: null, draft, unclear: words, sizes: [], guessed: [], question: null }
}

interface Reading {
  line: OneLine
  around: LineAround
  corrections: Corrections
  found: readonly Found[]
  chosen: string | null
}

function itemOption(
  one: Found,
  place: number,
  { line, around, corrections, found, chosen }: Reading,
): Option {
  const { draft, unclear, open, sizes } = itemDraft(line, around, corrections, one)
  const alike = one.named && place === 0 && chosen === null ? found.filter(({ named }) => named) : []
  return {
    ...{ key: one.item.code, item: one.item, draft, unclear, sizes, guessed: one.guessed },
    question: alike.length > 1 ? askWhich(line.words, alike) : askSize(open[0], one.item, corrections),
  }
}

function askWhich(words: string, alike: readonly Found[]): Question {
  return {
    words: `“${words}” may be one of ${String(alike.length)}. Which?`,
    answers: alike.map(({ item }) => ({ label: item.name, chosen: item.code })),
  }
}

function askSize(
  size: SizeSaid | undefined,
  item: CatalogueItem,
  { sizes = {} }: Corrections,
): Question | null {
  if (size?.ask == null) return null
  const { typed, may } = size
  const asWords = { label: `leave “${typed}” as words`, corrections: { sizes: { ...sizes, [typed]: null } } }
  const answers = may.map((one) => ({
    label: `${one.name} ${sayMeasured(item.asks ?? [], one)}`,
    corrections: { sizes: { ...sizes, [typed]: one } },
  }))
  return { words: `“${typed}”: ${size.ask}`, answers: [...answers, asWords] }
}

/** Whether Enter agrees the item found rather than a plain task. */
function isMeant({ sure, near }: Found, words: string): boolean {
  return sure || (near && isItemLine(words))
}

/** Another item in the same line: each is an action of its own. Referrals may name what they are about. */
function secondItem(
  text: string,
  line: OneLine,
  around: LineAround,
  find: Find,
): { typed: string; words: string } | null {
  const [best] = search(line.words, find)
  if (!best || best.named) return null
  const parts = withoutReason(text, line)
    .split(/\s+(?:and|&|plus|then|also)\s+|\s*[,;+]\s*/i)
    .filter(Boolean)
  const items = parts.flatMap((part) => {
    const { words } = readOneLine(part, { ...around, today: londonDate(around.now) })
    const [one] = words === '' ? [] : find(words)
    return one?.sure &&
      (best.left !== '' || one.named) &&
      one.item.kind !== 'referral' &&
      !isDoing(words.split(' ')[0] ?? '')
      ? [one.item]
      : []
  })
  const [beside] = best.item.kind === 'referral' ? [] : find(best.left)
  const all = beside?.named && beside.item.kind !== 'referral' ? [...items, best.item, beside.item] : items
  const each = [...new Map(all.map((item) => [item.code, item])).values()]
  if (each.length < 2) return null
  return { typed: text.trim(), words: each.map(({ name }) => itemTitle(name)).join(', then ') }
}

function withoutReason(text: string, { spans }: OneLine): string {
  const reasons = spans.filter(({ as }) => as === 'because')
  return reasons.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text)
}

/** A few words that nearly name an item mean the item, unless they begin with what a colleague is asked to do. */
function isItemLine(words: string): boolean {
  const each = words.split(' ')
  return each.length <= 3 && !isDoing(each[0] ?? '')
}

function unread(text: string, line: OneLine): string | null {
  const span = line.spans.find(({ as }) => as === 'owner')
  return span && !line.owner ? text.slice(span.from + 1, span.to) : null
}

/** A draft in plain words, one for each chip of the preview. */
export function sayDraft(
  draft: Draft,
  around: LineAround,
): { what: string; detail: string; who: string; due: string } {
  const today = londonDate(around.now)
  return {
    what: actionLine({ title: draft.title, quantity: draft.quantity, room: draft.room ?? null }),
    detail: draft.detail ?? '',
    who: sayWho(draft, around.colleagues),
    due: sayByWhen(draft.due, today),
  }
}

/** 'Dee K', or 'CT’s queue'. */
export function sayWho(
  { team, owner }: { team: TeamCode; owner: string | null },
  colleagues: LineAround['colleagues'],
): string {
  const colleague = colleagues.find(({ id }) => id === owner)
  return colleague ? shortName(colleague.name) : `${team}’s queue`
}

/** What else Enter agrees, a chip each: 'urgent', 'seat height 48 cm', 'because lives alone'. */
export function sayMore({ draft, item }: Option): string[] {
  return [
    ...(draft.urgent ? ['urgent'] : []),
    ...(draft.measures ?? []).map((one) => `${one.name} ${sayMeasured(item?.asks ?? [], one)}`),
    ...(draft.because ? [`because ${draft.because}`] : []),
  ]
}
