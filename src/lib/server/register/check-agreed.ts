import { eq } from 'drizzle-orm'
import type { ActionView, AgreeInput } from '../../reablement/action.ts'
import { addDays, isLocalDate, londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Transaction } from '../storage/open.ts'
import { catalogueItem, colleague, episode, team } from '../storage/schema.ts'
import { checkMeasures } from './check-measures.ts'
import { refuseKeySafeCode } from './check-words.ts'

/** How far ahead something can be promised, in days. [choice] */
const furthest = 365

type Item = typeof catalogueItem.$inferSelect

/** Refuses what cannot be agreed, naming the field. Returns the item it names, if it names one. @throws Problem. */
export function checkAgreed(tx: Transaction, at: string, asked: AgreeInput): Item | null {
  checkWords(asked)
  checkDue(asked.due, londonDate(new Date(at)))
  checkEpisode(tx, asked.episode)
  const item = checkItem(tx, asked)
  checkWhoDoesIt(tx, asked)
  return item
}

/** Together, too: "Key safe" in one field and its code in the next. */
function checkWords(asked: AgreeInput): void {
  for (const field of ['title', 'detail', 'room', 'because'] as const) refuseKeySafeCode(asked[field], field)
  refuseKeySafeCode(`${asked.title} ${asked.detail ?? ''}`, 'detail')
  refuseKeySafeCode(`${asked.title} ${asked.room ?? ''}`, 'room')
  refuseKeySafeCode(`${asked.title} ${asked.because ?? ''}`, 'because')
}

/** @throws Problem 'bad-input' for a day nobody can promise. `today` is local. */
export function checkDue(due: string, today: string, field = 'due'): void {
  const wrong = (detail: string) => new Problem('bad-input', { field, detail })
  if (!isLocalDate(due)) throw wrong('There is no such day.')
  if (due < today) throw wrong('That day has passed.')
  if (due > addDays(today, furthest)) throw wrong('That is more than a year ahead.')
}

/** A day on which something was: not to come, nor before it was agreed. @throws Problem 'bad-input'. Days are local. */
export function checkPast(day: string, agreedOn: string, today: string, field = 'on'): void {
  const wrong = (detail: string) => new Problem('bad-input', { field, detail })
  if (!isLocalDate(day)) throw wrong('There is no such day.')
  if (day > today) throw wrong('That day is still to come.')
  if (day < agreedOn) throw wrong('It was not agreed yet on that day.')
}

function checkEpisode(tx: Transaction, id: string): void {
  const row = tx.select({ state: episode.state }).from(episode).where(eq(episode.id, id)).get()
  if (!row) throw new Problem('not-found', { field: 'episode' })
  if (row.state === 'ended' || row.state === 'declined') {
    throw new Problem('wrong-state', {
      field: 'episode',
      detail: 'This person’s time with the service has ended.',
    })
  }
}

function checkItem(tx: Transaction, { item, kind, measures = [] }: AgreeInput): Item | null {
  if (item === undefined) {
    if (measures.length > 0)
      throw new Problem('bad-input', { field: 'measures', detail: 'Name the item, too.' })
    return null
  }
  const row = tx.select().from(catalogueItem).where(eq(catalogueItem.code, item)).get()
  const wrong = (field: string, detail: string) => new Problem('bad-input', { field, detail })
  if (!row) throw wrong('item', 'The catalogue has no such item.')
  if (row.retired) throw wrong('item', noLongerSupplied(row.name))
  if (row.kind !== kind) throw wrong('kind', `In the catalogue this is ${row.kind}.`)
  checkMeasures(row, measures)
  return row
}

const noLongerSupplied = (name: string) => `${name} is no longer supplied.`

/** Whether what was asked for some time ago may still be agreed. @throws Problem 'wrong-state'. */
export function checkStillWanted(
  tx: Transaction,
  { episode: stay, item }: Pick<ActionView, 'episode' | 'item'>,
): void {
  checkEpisode(tx, stay)
  const row = item === null ? null : tx.select().from(catalogueItem).where(eq(catalogueItem.code, item)).get()
  if (row?.retired) throw new Problem('wrong-state', { detail: noLongerSupplied(row.name) })
}

/** @throws Problem 'no-owner' or 'bad-input' when that team or colleague is not there to do it. */
export function checkWhoDoesIt(tx: Transaction, asked: Pick<AgreeInput, 'team' | 'owner'>): void {
  const queue = tx.select({ code: team.code }).from(team).where(eq(team.code, asked.team)).get()
  if (!queue && asked.owner === null) throw new Problem('no-owner', { field: 'owner' })
  if (!queue) throw new Problem('bad-input', { field: 'team', detail: 'There is no such team.' })
  if (asked.owner !== null) worksHere(tx, asked.owner, 'owner')
}

/** The colleague's name. @throws Problem 'no-owner' naming the field when nobody of that id works here. */
export function worksHere(tx: Transaction, id: string, field: string): string {
  const row = tx.select().from(colleague).where(eq(colleague.id, id)).get()
  if (!row?.active || row.role === 'screen')
    throw new Problem('no-owner', { field, detail: 'Nobody of that name works here now.' })
  return row.name
}
