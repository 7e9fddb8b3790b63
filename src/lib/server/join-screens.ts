import { and, eq, gte, inArray, ne, or } from 'drizzle-orm'
import type { ActionView } from '../reablement/action.ts'
import { openStates } from '../reablement/action.ts'
import type { Colleague } from '../reablement/colleague.ts'
import { londonDate } from '../reablement/dates.ts'
import type { LocalDate } from '../reablement/dates.ts'
import type { MarkStamp } from '../reablement/marks.ts'
import type { AmendInput } from '../reablement/record.ts'
import type { TeamTimeInput } from '../reablement/telling.ts'
import type { SetQualificationInput } from '../reablement/tiers.ts'
import { startingMeetingTime } from '../reablement/working-days.ts'
import { lookOf, serviceName } from './access/colleagues.ts'
import { setTeamTime } from './access/set-team-time.ts'
import { setQualification } from './access/set-qualification.ts'
import { readBoard } from './board/read-board.ts'
import { readCopy } from './board/read-copy.ts'
import { readEpisode } from './board/read-episode.ts'
import { readHuddlePeople } from './board/read-huddle-people.ts'
import { applyCaseload } from './caseload/apply.ts'
import { previewCaseload } from './caseload/preview.ts'
import { agendaFacts, lastClosed } from './huddles/agenda-facts.ts'
import { amendRecord } from './huddles/amend.ts'
import { isDeclinedSince } from './huddles/declined-since.ts'
import { exportRecord } from './huddles/export-record.ts'
import { openHuddle } from './huddles/open-huddle.ts'
import { promisesLeft } from './huddles/promises-left.ts'
import { readRecord } from './huddles/read-record.ts'
import { closedDates, listRecords } from './huddles/records.ts'
import type { Live } from './live.ts'
import { actionViews } from './register/action-views.ts'
import { readCatchUp } from './register/catch-up.ts'
import { readAction } from './register/read-action.ts'
import { readRegister } from './register/read-register.ts'
import type { RegisterAsked } from './register/filters.ts'
import { readRound } from './register/read-round.ts'
import { exportRegister } from './register/register-csv.ts'
import { readTeamList } from './register/team-list.ts'
import type { Desk } from './storage/desk.ts'
import { action } from './storage/schema.ts'

interface CaseloadFile {
  name: string
  bytes: Uint8Array
}

/** What each page of the app loads, and the acts that come by form: the caseload file, an amendment. */
export function joinScreens(desk: Desk, live: Live) {
  return {
    board: async (who: Colleague) => ({
      ...(await readBoard(desk, who, byEpisode(boardActions(desk)), agendaFacts(desk.storage))),
      stamps: stampsOn(desk, live),
      page: live.pageNow(),
      startsAt: startingMeetingTime,
      density: lookOf(desk.storage, who.id).density,
    }),
    huddlePeople: async (who: Colleague) => ({
      people: await readHuddlePeople(desk, who),
      actions: huddleActions(desk),
      page: live.pageNow(),
      today: londonDate(desk.clock()),
    }),
    teamList: (who: Colleague, team: string) => readTeamList(desk, who, team),
    round: (who: Colleague, team: string) => readRound(desk, who, team),
    register: (who: Colleague, asked: RegisterAsked) => readRegister(desk, who, asked),
    action: (who: Colleague, id: string) => readAction(desk, who, id),
    registerCsv: async (who: Colleague, asked: RegisterAsked) =>
      (await exportRegister(desk, who, asked)).text,
    records: (who: Colleague, before: LocalDate | null) => listRecords(desk, who, { before }),
    closedDates: (who: Colleague) => closedDates(desk, who),
    record: (who: Colleague, date: string) => readRecord(desk, who, date),
    recordText: (who: Colleague, date: string, episode: string | null) =>
      exportRecord(desk, who, { date, episode, service: serviceName(desk.storage) }),
    amendRecord: (who: Colleague, input: AmendInput) => amendRecord(desk, who, input),
    setQualification: (who: Colleague, input: SetQualificationInput) => setQualification(desk, who, input),
    setTeamTime: (who: Colleague, input: TeamTimeInput) => setTeamTime(desk, who, input),
    catchUp: (who: Colleague) => readCatchUp(desk, who),
    episode: async (who: Colleague, id: string) => ({
      ...(await readEpisode(desk, who, id)),
      actions: actionViews(desk.storage, eq(action.episode, id)),
    }),
    /** What a person takes home on paper. */
    copy: (who: Colleague, id: string) => readCopy(desk, who, id),
    previewCaseload: (who: Colleague, file: CaseloadFile) => previewCaseload(desk, who, file),
    applyCaseload: async (who: Colleague, file: CaseloadFile) => {
      const summary = await applyCaseload(desk, who, file)
      live.caseloadChanged()
      return summary
    },
  }
}

/** Open actions, and those that ended since the last huddle: what a row on the board shows. */
function boardActions(desk: Desk): ActionView[] {
  const last = lastClosed(desk.storage)
  const done = last ? and(eq(action.state, 'done'), gte(action.endedAt, last.since)) : undefined
  const declined = isDeclinedSince(desk.storage, last)
  return actionViews(desk.storage, or(inArray(action.state, [...openStates]), done, declined))
}

/** Everything agreed for the huddle that is open, and what is still open from before: a late or a declined one is why they talk. */
function huddleActions(desk: Desk): ActionView[] {
  const row = openHuddle(desk.storage, desk.clock)
  const today = and(eq(action.huddle, row.id), ne(action.state, 'cancelled'))
  const promises = inArray(action.id, promisesLeft(desk.storage, row))
  return actionViews(desk.storage, or(today, inArray(action.state, [...openStates]), promises))
}

function byEpisode(actions: ActionView[]): Map<string, ActionView[]> {
  return Map.groupBy(actions, ({ episode }) => episode)
}

function stampsOn(desk: Desk, { rooms }: Live): MarkStamp[] {
  return rooms.stamps(openHuddle(desk.storage, desk.clock).id)
}
