import { actionLine } from '#lib/reablement/action.ts'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { itemTitle } from '#lib/reablement/catalogue.ts'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { londonDate } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { asRoomWord, startingRooms } from '#lib/reablement/line-words.ts'
import { readOneLine } from '#lib/reablement/one-line.ts'
import type { Doubt, LineOwner, OneLine } from '#lib/reablement/one-line.ts'
import type { Team, TeamCode } from '#lib/reablement/team.ts'
import { dueFromBand } from '#lib/reablement/working-days.ts'
import type { Find } from './find-in-catalogue.ts'
import { notUnderstood } from './plain-words.ts'
import { sayByWhen } from './say-agreed.ts'

/** What an action is before it is agreed: everything but whose it is and its id. */
export type Draft = Omit<AgreeInput, 'id' | 'episode'>

/** What the line is read against. */
export interface LineAround {
  colleagues: readonly { id: string; name: string; team: TeamCode }[]
  teams: readonly Team[]
  /** The writer's own team: a plain task goes to its queue. */
  myTeam: TeamCode
  /** The server's clock. */
  now: Date
}

/** What somebody put right by hand; it wins over what the line says. */
export interface Corrections {
  quantity?: number
  room?: string
  who?: LineOwner
  due?: LocalDate
}

/** One thing the line may mean: an item of the catalogue, or (`item` null) a plain task in the writer's words. */
export interface Option {
  key: string
  item: CatalogueItem | null
  draft: Draft
  /** Words nobody can say the meaning of: Enter asks before it agrees them as a detail. */
  unclear: string[]
}

export interface ActionLine {
  options: Option[]
  /** Which of them Enter agrees; -1 while nothing is said. */
  at: number
  /** A name after @ that fits nobody, or several. */
  unknownOwner: string | null
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
  { chosen = null, corrections = {} }: { chosen?: string | null; corrections?: Corrections } = {},
): ActionLine {
  const { colleagues, teams, now } = around
  const line = readOneLine(text, { today: londonDate(now), colleagues, teams })
  const unknownOwner = unread(text, line)
  const doubts = line.doubts.filter(({ about }) => corrections[about] === undefined)
  if (!/[\p{L}\p{N}]/u.test(line.words)) return { options: [], at: -1, unknownOwner, doubts }
  const found = find(line.words)
  const items = found.map(({ item, left }): Option => {
    const drafted = itemDraft(line, around, corrections, item, left)
    return { key: item.code, item, ...drafted }
  })
  const task: Option = {
    key: taskKey,
    item: null,
    draft: taskDraft(text, line, around, corrections),
    unclear: [],
  }
  const [best] = found
  const isItem = best?.sure === true || (best?.near === true && isItemLine(line.words))
  const options = isItem ? [...items, task] : [task, ...items]
  const picked = options.findIndex(({ key }) => key === chosen)
  return { options, at: Math.max(0, picked), unknownOwner, doubts }
}

/** What a colleague is asked to do begins so; a few words that begin otherwise and nearly name an item mean the item. */
const doing =
  /^(?:ask|call|cancel|chase|check|collect|contact|count|discuss|email|explain|find|follow|help|inform|look|make|move|phone|read|remind|remove|return|ring|see|send|speak|talk|tell|text|update|visit|watch|write)$/i

function isItemLine(words: string): boolean {
  const each = words.split(' ')
  return each.length <= 3 && !doing.test(each[0] ?? '')
}

function unread(text: string, line: OneLine): string | null {
  const span = line.spans.find(({ as }) => as === 'owner')
  return span && !line.owner ? text.slice(span.from + 1, span.to) : null
}

function itemDraft(
  line: OneLine,
  around: LineAround,
  corrections: Corrections,
  item: CatalogueItem,
  left: string,
): { draft: Draft; unclear: string[] } {
  const behind = line.room === null ? roomIn(left) : null
  const room = (corrections.room ?? line.room ?? behind?.room ?? '').trim()
  const rest = behind?.left ?? left
  const detail = [line.urgent ? 'Urgent' : '', capital(rest)].filter((part) => part !== '').join(' · ')
  const draft: Draft = {
    kind: item.kind,
    item: item.code,
    title: itemTitle(item.name),
    quantity: corrections.quantity ?? line.quantity,
    ...(room ? { room } : {}),
    ...(detail ? { detail } : {}),
    ...whoOf(corrections.who ?? line.owner, item.team, around),
    due: corrections.due ?? line.due ?? dueFromBand(item.band, around.now),
  }
  return { draft, unclear: notUnderstood(rest) }
}

const roomWords = startingRooms
  .flatMap(({ name, words }) => words.map((said) => ({ name, said })))
  .sort((a, b) => b.said.length - a.said.length)

/** A room among the words that are no part of the item is where it goes: 'perching stool bathroom seat 48 cm'. */
function roomIn(left: string): { room: string; left: string } | null {
  const words = left.replace(/\S+/g, (word) => {
    const meant = asRoomWord(word.toLowerCase())
    return meant === word.toLowerCase() ? word : meant
  })
  for (const { name, said } of roomWords) {
    const place = new RegExp(`(?:^|\\s)(?:(?:in|for|at|by|near) )?(?:the )?${said}(?=\\s|$)`, 'i').exec(words)
    if (place) return { room: name, left: words.replace(place[0], ' ').replace(/\s+/g, ' ').trim() }
  }
  return null
}

/** A task keeps the writer's words: a room or a number stays where it was typed. It is due the next working day. */
function taskDraft(text: string, line: OneLine, around: LineAround, corrections: Corrections): Draft {
  const room = corrections.room?.trim()
  const { title, rest } = cutTitle(capital(ownWords(text, line)))
  const detail = [line.urgent ? 'Urgent' : '', rest].filter((part) => part !== '').join(' · ')
  return {
    kind: 'task',
    title,
    quantity: corrections.quantity ?? 1,
    ...(room ? { room } : {}),
    ...(detail ? { detail } : {}),
    ...whoOf(corrections.who ?? line.owner, around.myTeam, around),
    due: corrections.due ?? line.due ?? dueFromBand('ND', around.now),
  }
}

/** A title holds this many letters; what is longer goes on as its detail. */
export const titleLongest = 120
export const detailLongest = 300

/** Cut between two words where there are any. */
function cutTitle(words: string): { title: string; rest: string } {
  if (words.length <= titleLongest) return { title: words, rest: '' }
  const space = words.lastIndexOf(' ', titleLongest)
  const at = space > titleLongest / 2 ? space : titleLongest
  return { title: words.slice(0, at), rest: words.slice(at).trim() }
}

/** The text without who does it, by when, and 'urgent'. */
function ownWords(text: string, { spans }: OneLine): string {
  const taken = spans.filter(({ as }) => as === 'owner' || as === 'due' || as === 'urgent')
  const kept = taken.reduceRight((rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`, text)
  return kept.replace(/\s+/g, ' ').replace(/^[\s,.;:]+|[\s,;:]+$/g, '')
}

/** A colleague's action stands on their own team's list. */
function whoOf(
  who: LineOwner | null,
  usual: TeamCode,
  { colleagues }: LineAround,
): { team: TeamCode; owner: string | null } {
  if (!who) return { team: usual, owner: null }
  if ('team' in who) return { team: who.team, owner: null }
  const colleague = colleagues.find(({ id }) => id === who.colleague)
  return colleague ? { team: colleague.team, owner: colleague.id } : { team: usual, owner: null }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
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
