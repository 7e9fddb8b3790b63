import { addDays, londonDate } from '../../reablement/dates.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { callPattern, episode, person } from '../storage/schema.ts'
import { idFor } from './chance.ts'

/** Three referrals that wait for a yes or a no, beside the people on the board; none of them is in the sample files. */
const referred = [
  {
    person: {
      ...{ reference: 'RB27301', forename: 'Joan', surname: 'Alderman', sex: 'Female' },
      ...{ birthDate: '1942-06-11', nhsNumber: '9999770010', language: 'English', livesAlone: true },
      ...{ address: '12 Invented Close', postcode: 'LE5 6ZZ', telephone: '0116 496 0731' },
      ...{ nextOfKin: 'Peter Alderman', relationship: 'son' },
    },
    stay: {
      kind: 'reablement',
      source: 'Hospital',
      ward: 'LRI Ward 23',
      reason: 'Hip fracture after a fall',
    },
    hoursAgo: 17,
    firstVisitIn: 1,
    perDay: 4,
  },
  {
    person: {
      ...{ reference: 'RB27302', forename: 'Harbans', surname: 'Bhogal', sex: 'Male' },
      ...{ birthDate: '1947-01-30', nhsNumber: '9999770185', language: 'Punjabi', interpreter: true },
      ...{ address: '40 Invented Road', postcode: 'LE4 6ZZ', telephone: '0116 496 0732', livesAlone: false },
      ...{ nextOfKin: 'Simran Bhogal', relationship: 'daughter' },
    },
    stay: { kind: 'reablement', source: 'GP', ward: null, reason: 'Less steady, two falls this month' },
    hoursAgo: 4,
    firstVisitIn: 2,
    perDay: 2,
  },
  {
    person: {
      ...{ reference: 'RB27303', forename: 'Ronald', knownAs: 'Ron', surname: 'Keightley', sex: 'Male' },
      ...{ birthDate: '1954-10-02', nhsNumber: '9999770355', language: 'English', livesAlone: true },
      ...{ address: '3 Invented Lane', postcode: 'LE2 8ZZ', telephone: '0116 496 0733' },
    },
    stay: {
      kind: 'crisis hand-over',
      source: 'Integrated crisis response',
      ward: null,
      reason: 'Chest infection',
    },
    hoursAgo: 1,
    firstVisitIn: 1,
    perDay: 3,
  },
] as const

/** Adds the referrals to an invented service that was just made. */
export function addInventedReferrals({ storage, clock }: Desk): void {
  const now = clock()
  const today = londonDate(now)
  storage.transaction((tx) => {
    for (const { person: row, stay, hoursAgo, firstVisitIn, perDay } of referred) {
      const { reference } = row
      const ids = { id: idFor('episode', reference), person: idFor('person', reference) }
      const at = new Date(now.getTime() - hoursAgo * 3_600_000)
      const start = addDays(today, firstVisitIn)
      tx.insert(person)
        .values({ id: ids.person, ...row })
        .run()
      tx.insert(episode)
        .values({ ...ids, ...stay, state: 'referred', start, arrivedAt: at.toISOString() })
        .run()
      const calls = { from: start, perDay, minutes: 30, carers: 1, why: 'from the referral', changedBy: null }
      tx.insert(callPattern)
        .values({ id: idFor('calls', reference), episode: ids.id, at: at.toISOString(), ...calls })
        .run()
      const told = { at: at.toISOString(), colleague: null, kind: 'course', words: 'Referred', why: null }
      tx.insert(episodeEvent)
        .values({ id: idFor('referred', reference), episode: ids.id, on: londonDate(at), ...told })
        .run()
    }
  })
}
