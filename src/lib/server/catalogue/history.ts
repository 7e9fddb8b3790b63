import { and, desc, eq, inArray } from 'drizzle-orm'
import { changesOf } from '../../reablement/catalogue-item.ts'
import type { FieldChange, WholeItem } from '../../reablement/catalogue-item.ts'
import { languageOf } from '../../reablement/languages.ts'
import type { Kit } from '../../reablement/kits.ts'
import { copyPhrases } from '../../reablement/person-copy.ts'
import type { CopyPhrase, CopySettings } from '../../reablement/person-copy.ts'
import { catalogueChange } from '../storage/kit-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'

type What = (typeof catalogueChange.$inferSelect)['what']

/** Somebody's change of something: who and when, and how it stood before and after (null: not there). */
export interface Change {
  what: What
  code: string
  at: string
  by: string
  before: object | null
  after: object | null
}

/** Keeps a change, in the transaction that makes it. */
export function noteChange(tx: Transaction, { what, code, at, by, before, after }: Change): void {
  const json = (state: object | null) => (state === null ? null : JSON.stringify(state))
  tx.insert(catalogueChange)
    .values({ what, code, at, colleague: by, before: json(before), after: json(after) })
    .run()
}

/** One line of a history: who changed what, and when. */
export interface HistoryLine {
  id: number
  at: string
  by: string
  changes: FieldChange[]
}

/** Who changed what of these, newest first; one query. */
export function readHistory(tx: Transaction, what: readonly What[], code: string): HistoryLine[] {
  return tx
    .select({ change: catalogueChange, by: colleague.name })
    .from(catalogueChange)
    .innerJoin(colleague, eq(colleague.id, catalogueChange.colleague))
    .where(and(inArray(catalogueChange.what, [...what]), eq(catalogueChange.code, code)))
    .orderBy(desc(catalogueChange.id))
    .all()
    .map(({ change, by }) => ({ id: change.id, at: change.at, by, changes: saidOf(change) }))
}

/** The newest change's number; 0 when there is none. What was looked at before it is out of date. */
export function lastChange(tx: Transaction, what: What, code: string): number {
  const row = tx
    .select({ id: catalogueChange.id })
    .from(catalogueChange)
    .where(and(eq(catalogueChange.what, what), eq(catalogueChange.code, code)))
    .orderBy(desc(catalogueChange.id))
    .get()
  return row?.id ?? 0
}

function saidOf({ what, before, after }: typeof catalogueChange.$inferSelect): FieldChange[] {
  const [was, is] = [parsed(before), parsed(after)]
  switch (what) {
    case 'item':
      return changesOf(was as WholeItem | null, is as WholeItem | null)
    case 'kit':
      return kitChanges(was as KitState | null, is as KitState | null)
    case 'copy':
      return copyChanges(was as CopySettings | null, is as CopySettings | null)
    case 'how to use': {
      const { language } = (is ?? was) as { language: string }
      const text = (one: object | null) => (one as { text: string } | null)?.text ?? ''
      const heading = `How to use, ${languageOf(language).name}`
      return [{ field: 'how to use', heading, was: text(was), now: text(is) }]
    }
  }
}

/** A kit as its history keeps it: names too, which may change or go. */
export type KitState = Kit & { names: string[]; retired: boolean }

function kitChanges(was: KitState | null, is: KitState | null): FieldChange[] {
  const line = (field: string, heading: string, say: (state: KitState) => string) => ({
    ...{ field, heading, was: was ? say(was) : '', now: is ? say(is) : '' },
  })
  return [
    line('name', 'Name', ({ name }) => name),
    line('key', 'Key', ({ key }) => key),
    line('items', 'What is in it', ({ names }) => names.join(', ')),
    line('retired', 'Retired', ({ retired }) => (retired ? 'yes' : 'no')),
  ].filter((change) => change.was !== change.now)
}

/** Whom to ring and the fixed words, each as a line of its own. */
function copyChanges(was: CopySettings | null, is: CopySettings | null): FieldChange[] {
  const [before, after] = [flat(was), flat(is)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, heading: field, was: before.get(field) ?? '', now: after.get(field) ?? '' }))
    .filter((change) => change.was !== change.now)
}

function flat(settings: CopySettings | null): Map<string, string> {
  const all = new Map<string, string>()
  if (settings === null) return all
  all.set('Telephone', settings.telephone)
  all.set('Hours', settings.hours)
  for (const [team, number] of Object.entries(settings.teams)) all.set(`Telephone of ${team}`, number)
  for (const [code, phrases] of Object.entries(settings.translations))
    for (const [phrase, words] of Object.entries(phrases))
      all.set(`${languageOf(code).name}: “${copyPhrases[phrase as CopyPhrase]}”`, words)
  return all
}

function parsed(state: string | null): object | null {
  return state === null ? null : (JSON.parse(state) as object)
}
