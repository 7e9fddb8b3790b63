import { eq } from 'drizzle-orm'
import { exportedStart } from '../../reablement/cld-start.ts'
import type { CldFacts } from '../../reablement/cld.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { Ended } from '../../reablement/episode-out.ts'
import { episode, person } from '../storage/schema.ts'
import type { Reader } from './reader.ts'

const columns = {
  ...{
    id: episode.id,
    kind: episode.kind,
    state: episode.state,
    start: episode.start,
    endedOn: episode.endedOn,
  },
  ...{ exportedStart: episode.exportedStart, exportedAt: episode.exportedAt, reference: person.reference },
  ...{ nhsNumber: person.nhsNumber, sex: person.sex, born: person.birthDate, postcode: person.postcode },
  ethnicity: person.ethnicity,
}

/** One episode's facts, and how people here call whose it is. */
export interface KnownFacts extends CldFacts {
  reference: string
}

/** The facts of every episode Perch has, in one query, with how each ended. What it does not ask about anybody is null. */
export function readCldFacts(
  reader: Reader,
  endings: ReadonlyMap<string, Ended>,
  today: LocalDate,
): KnownFacts[] {
  return reader
    .select(columns)
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .all()
    .map((row) => factsOf(row, endings.get(row.id) ?? null, today))
}

type Row = Pick<
  typeof episode.$inferSelect,
  'id' | 'kind' | 'state' | 'start' | 'endedOn' | 'exportedStart' | 'exportedAt'
> &
  Pick<typeof person.$inferSelect, 'reference' | 'nhsNumber' | 'sex' | 'postcode' | 'ethnicity'> & {
    born: string
  }

function factsOf(row: Row, ending: Ended | null, today: LocalDate): KnownFacts {
  const { id, kind, state, start, endedOn, reference, nhsNumber, sex, born, postcode, ethnicity } = row
  return {
    ...{ episode: id, kind, start, reference, nhsNumber, sex, born, postcode, ethnicity },
    // A file may plan the first visit: until its day has come it is none, and would be locked as one.
    started: (state === 'active' || state === 'paused' || state === 'ended') && start <= today,
    over: state === 'ended',
    end: ending?.on ?? endedOn,
    outcome: ending?.national ?? null,
    exported: exportedStart(row),
    // The reference is the caseload file's own; that it is the case-management system's number, nobody said.
    ...{ councilNumber: null, gpPractice: null, died: null, accommodation: null },
    ...{ employment: null, funding: null, supportReason: null },
  }
}
