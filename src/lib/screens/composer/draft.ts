import type { AgreeInput } from '#lib/reablement/action.ts'
import { itemTitle } from '#lib/reablement/catalogue.ts'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { kitActions } from '#lib/reablement/kits.ts'
import type { Kit } from '#lib/reablement/kits.ts'
import { readSizes } from '#lib/reablement/line-measures.ts'
import type { SizeSaid } from '#lib/reablement/line-measures.ts'
import { asRoomWord, startingRooms } from '#lib/reablement/line-words.ts'
import type { LineOwner, OneLine } from '#lib/reablement/one-line.ts'
import type { Measured } from '#lib/reablement/request.ts'
import type { Team, TeamCode } from '#lib/reablement/team.ts'
import { dueFromBand } from '#lib/reablement/working-days.ts'
import type { DayRules } from '#lib/reablement/working-days.ts'
import type { Found } from './find-in-catalogue.ts'
import { notUnderstood } from './plain-words.ts'

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
  /** The first visit's day, which 'before day 42' counts from; null: not known. */
  start?: LocalDate | null
  kits?: readonly Kit[]
  /** Codes of what is asked for already: a kit does not ask again. */
  asked?: readonly (string | null)[]
  /** How working days are counted; as Perch comes when nothing is said. */
  days?: DayRules
}

/** What somebody put right by hand; it wins over what the line says. */
export interface Corrections {
  quantity?: number
  room?: string
  who?: LineOwner
  due?: LocalDate
  urgent?: boolean
  because?: string
  /** By what was typed for a size: which measurement it is, or null when it stays words. */
  sizes?: Record<string, Measured | null>
  /** By a name after @ that fits nobody or several: whom it means, or null for the queue. */
  named?: Record<string, LineOwner | null>
}

/** What a line asks for when it means this item; sizes nobody is sure of stand in `sizes` with their question. */
export function itemDraft(
  line: OneLine,
  around: LineAround,
  corrections: Corrections,
  { item, left }: Pick<Found, 'item' | 'left'>,
): { draft: Draft; unclear: string[]; open: SizeSaid[]; sizes: string[] } {
  const behind = line.room === null ? roomIn(left) : null
  const room = (corrections.room ?? line.room ?? behind?.room ?? '').trim()
  const title = itemTitle(item.name)
  const said = readSizes(line.words, behind?.left ?? left, item.asks ?? [], title, item.aliases)
  const { measures, open, taken, words } = settleSizes(said.sizes, corrections.sizes ?? {})
  const rest = [said.left, ...words].filter(Boolean).join(' ')
  const detail = capital(rest)
  const draft: Draft = {
    kind: item.kind,
    item: item.code,
    title,
    quantity: corrections.quantity ?? line.quantity,
    ...(room ? { room } : {}),
    ...(detail ? { detail } : {}),
    ...whoOf(corrections.who ?? line.owner, item.team, around),
    due: corrections.due ?? line.due ?? dueFromBand(item.band, around.now, around.days),
    ...urgencyOf(line, corrections),
    ...reasonOf(line.because, corrections),
    ...(measures.length > 0 ? { measures } : {}),
  }
  return { draft, unclear: notUnderstood(said.left), open, sizes: taken }
}

/** What each size is: as somebody said, else as it was read; what is still to be asked, and what stays words. */
function settleSizes(sizes: readonly SizeSaid[], said: NonNullable<Corrections['sizes']>) {
  const measures: Measured[] = []
  const open: SizeSaid[] = []
  const words: string[] = []
  const taken: string[] = []
  for (const size of sizes) {
    const answer = said[size.typed]
    const [likeliest] = size.may
    const meant = answer === undefined ? likeliest : answer
    if (answer === undefined && size.ask !== null) open.push(size)
    if (meant && !measures.some(({ name }) => name === meant.name)) {
      measures.push(meant)
      taken.push(size.typed)
    } else words.push(size.typed)
  }
  return { measures, open, taken, words }
}

function urgencyOf(line: OneLine, corrections: Corrections): { urgent?: true } {
  return (corrections.urgent ?? line.urgent) ? { urgent: true } : {}
}

function reasonOf(said: string | undefined, corrections: Corrections): { because?: string } {
  const because = (corrections.because ?? said ?? '').trim().slice(0, 200)
  return because ? { because } : {}
}

/** Everything in a kit as it is agreed: what must come first before it, each for its own team unless the line says who. */
export function kitDrafts(
  kit: Kit,
  line: OneLine,
  around: LineAround,
  catalogue: readonly CatalogueItem[],
): Draft[] {
  return kitActions(kit, catalogue, around.asked ?? [], around.now.getTime(), around.days).map((draft) => ({
    ...draft,
    ...whoOf(line.owner, draft.team, around),
    due: line.due ?? draft.due,
    ...urgencyOf(line, {}),
    ...reasonOf(line.because, {}),
  }))
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
export function taskDraft(text: string, line: OneLine, around: LineAround, corrections: Corrections): Draft {
  const room = corrections.room?.trim()
  const { title, rest } = cutTitle(capital(ownWords(text, line)))
  const detail = rest
  return {
    kind: 'task',
    title,
    quantity: corrections.quantity ?? 1,
    ...(room ? { room } : {}),
    ...(detail ? { detail } : {}),
    ...whoOf(corrections.who ?? line.owner, around.myTeam, around),
    due: corrections.due ?? line.due ?? dueFromBand('ND', around.now, around.days),
    ...urgencyOf(line, corrections),
    ...reasonOf(undefined, corrections),
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
