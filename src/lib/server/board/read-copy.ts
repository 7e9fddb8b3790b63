import { asc, eq, inArray } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { communicationFlag, paperDoesNotReach } from '../../reablement/communication.ts'
import type { Needs } from '../../reablement/communication.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { HowTo } from '../../reablement/how-to-use.ts'
import { languageNamed, languageOf } from '../../reablement/languages.ts'
import type { LanguageCode } from '../../reablement/languages.ts'
import { measurementsOf } from '../../reablement/measurement.ts'
import { noCopySettings } from '../../reablement/person-copy.ts'
import type { CopyAction, CopySettings } from '../../reablement/person-copy.ts'
import { shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import { stillToMeasure } from '../../reablement/request.ts'
import type { Measured } from '../../reablement/request.ts'
import { perform } from '../access/perform.ts'
import { needsOf, newestNeeds } from '../storage/about-rows.ts'
import type { PersonRow } from '../storage/about-rows.ts'
import { communication } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { howToUse } from '../storage/kit-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import { action, catalogueItem, episode, person, setting, team } from '../storage/schema.ts'

/** What a person's own copy is made of: their name, their things, and nobody else. */
export interface CopyView {
  episode: string
  name: string
  /** The flag of communication; '' when no need is known. */
  needs: string
  /** What paper does not reach, in words; null when a print does. */
  notByPaper: string | null
  language: LanguageCode
  today: LocalDate
  actions: CopyAction[]
  /** How their things are used, by item. */
  howTo: Record<string, HowTo[]>
  settings: CopySettings
  /** Numbers to ring, of the teams something was agreed with. */
  teams: { name: string; telephone: string }[]
}

/**
 * The person's copy by the episode's id. A look at it is audited as one at their page.
 * @throws Problem 'not-found', 'not-signed-in', 'not-allowed'.
 */
export async function readCopy(desk: Desk, who: Colleague | null, id: string): Promise<CopyView> {
  return perform(desk, who, {
    act: 'view person',
    thing: (tx) => ({ kind: 'person', id: find(tx, id).person.id }),
    work: (tx, at) => {
      const { person: row, needs } = find(tx, id)
      const rows = actionsOf(tx, id)
      const settings = readCopySettings(tx)
      return {
        episode: id,
        name: shownName(row.forename, row.knownAs, row.surname),
        needs: communicationFlag(needs),
        notByPaper: paperDoesNotReach(needs),
        language: languageNamed(needs.language).code,
        today: londonDate(new Date(at)),
        actions: rows.map(({ code: _code, ...one }) => one),
        howTo: howToOf(
          tx,
          rows.flatMap(({ item }) => item ?? []),
        ),
        settings,
        teams: numbersOf(rows, settings),
      }
    },
    detail: { episode: id, copy: true },
  })
}

/** The numbers and the words an administrator entered; empty until then. */
export function readCopySettings(tx: Transaction): CopySettings {
  const row = tx.select().from(setting).where(eq(setting.key, 'person copy')).get()
  return row ? { ...noCopySettings, ...(JSON.parse(row.value) as Partial<CopySettings>) } : noCopySettings
}

function find(tx: Transaction, id: string): { person: PersonRow; needs: Needs } {
  const row = tx
    .select({ person, said: communication })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(communication, newestNeeds)
    .where(eq(episode.id, id))
    .get()
  if (!row) throw new Problem('not-found')
  return { person: row.person, needs: needsOf(row.person, row.said) }
}

function actionsOf(tx: Transaction, id: string): (CopyAction & { code: string })[] {
  const measured = measuredOf(tx, id)
  return tx
    .select({ action, item: catalogueItem, team: team.name })
    .from(action)
    .innerJoin(team, eq(team.code, action.team))
    .leftJoin(catalogueItem, eq(catalogueItem.code, action.item))
    .where(eq(action.episode, id))
    .orderBy(asc(action.agreedAt), asc(action.id))
    .all()
    .map(({ action: row, item, team: name }) => ({
      ...{ id: row.id, kind: row.kind, item: row.item, name: item?.name ?? '', quantity: row.quantity },
      ...{ room: row.room, team: name, code: row.team, due: row.due, state: row.state },
      ...{ bookedFor: row.bookedFor, deliveredOn: row.deliveredOn, collectedOn: row.collectedOn },
      endedOn: row.endedAt === null ? null : londonDate(new Date(row.endedAt)),
      ...{
        supply: item?.supply ?? '',
        returnable: (item?.returnable ?? false) && row.staysSince === null,
        byUs: row.byUs,
      },
      measureOn: item && isMeasured(item, measured.get(row.id) ?? []) ? null : row.measureOn,
    }))
}

function isMeasured(item: typeof catalogueItem.$inferSelect, measures: readonly Measured[]): boolean {
  return stillToMeasure(measurementsOf(item), measures).length === 0
}

function measuredOf(tx: Transaction, id: string): Map<string, Measured[]> {
  const { name, value } = actionMeasure
  const rows = tx
    .select({ of: action.id, name, value })
    .from(actionMeasure)
    .innerJoin(action, eq(action.id, actionMeasure.action))
    .where(eq(action.episode, id))
    .all()
  return Map.groupBy(rows, (row) => row.of)
}

function howToOf(tx: Transaction, items: string[]): Record<string, HowTo[]> {
  const rows = tx.select().from(howToUse).where(inArray(howToUse.item, items)).all()
  const texts = rows.map(({ item, language, text }) => ({ item, language: languageOf(language).code, text }))
  return Object.fromEntries(
    [...Map.groupBy(texts, ({ item }) => item)].map(([item, all]) => [
      item,
      all.map(({ language, text }) => ({ language, text })),
    ]),
  )
}

function numbersOf(rows: readonly { code: string; team: string }[], { teams }: CopySettings) {
  const names = new Map(rows.map(({ code, team: name }) => [code, name]))
  return [...names].flatMap(([code, name]) => {
    const telephone = teams[code] ?? ''
    return telephone === '' ? [] : [{ name, telephone }]
  })
}
