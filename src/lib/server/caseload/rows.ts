import type { CaseloadRow } from '../../reablement/caseload-facts.ts'
import type { episode, person } from '../storage/schema.ts'

type PersonRow = typeof person.$inferInsert
type EpisodeRow = typeof episode.$inferInsert

/** A row's facts as the person's own columns. */
export function newPerson(row: CaseloadRow): Omit<PersonRow, 'id'> {
  const { reference, forename, surname, knownAs, sex, nhsNumber, address, postcode, telephone } = row
  const { language, interpreter, livesAlone, keySafe, pets, smokeAlarm, coAlarm, nextOfKin, relationship } =
    row
  return {
    ...{
      reference,
      forename,
      surname,
      knownAs,
      sex,
      birthDate: row.born,
      nhsNumber,
      address,
      postcode,
      telephone,
    },
    ...{ language, interpreter, livesAlone, keySafe, pets, smokeAlarm, coAlarm, nextOfKin, relationship },
  }
}

/** A row's facts as a stay's columns. A referral waits for a yes or a no; anybody else is on the caseload. */
export function newStay(row: CaseloadRow): Omit<EpisodeRow, 'id' | 'person' | 'arrivedAt'> {
  const { kind, start, plannedEnd, ward, reason } = row
  const state = row.status === 'referred' ? 'referred' : 'active'
  return { kind, state, start, plannedEnd, source: row.referralSource, ward, reason }
}

/** Only what the row says: an empty cell takes nothing away. The reference is what they are known by. */
export function changedPerson(row: CaseloadRow): Partial<PersonRow> {
  const { reference: _known, ...facts } = newPerson(row)
  return said(facts)
}

/** Only what the row says. The start never: changing it makes a second stay in the national figures. [std] */
export function changedStay(row: CaseloadRow): Partial<EpisodeRow> {
  const { start: _kept, state: _unchanged, ...facts } = newStay(row)
  return said(facts)
}

function said<T extends object>(facts: T): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as Partial<T>
}
