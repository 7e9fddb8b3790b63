import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import pino from 'pino'
import type { Logger } from 'pino'
import type { Colleague } from '../reablement/colleague.ts'
import { londonDate } from '../reablement/dates.ts'
import type { Command } from '../wire/commands.ts'
import type { PageAddress } from '../wire/page-messages.ts'
import { changeLook, listColleagues, listTeams, lookOf, serviceName } from './access/colleagues.ts'
import { Sessions } from './access/sessions.ts'
import type { Session } from './access/sessions.ts'
import { greeting, inventedSignIns } from './announce.ts'
import { readKits } from './catalogue/kits.ts'
import { readCatalogue } from './catalogue/read.ts'
import { caseloadWatch } from './caseload-watch.ts'
import { folderWatch } from './folder-watch.ts'
import { makeHealth } from './health.ts'
import { Live } from './live.ts'
import { joinExports } from './join-exports.ts'
import { joinCaseload } from './join-caseload.ts'
import { joinOutbox } from './join-outbox.ts'
import { joinRaised } from './join-raised.ts'
import { joinScreens } from './join-screens.ts'
import { joinCatalogue } from './join-catalogue.ts'
import { countDue } from './episodes/read-later-checks.ts'
import { catchUpNews } from './register/catch-up.ts'
import { startFirst } from './first-start.ts'
import { makeClock } from './settings.ts'
import type { Settings } from './settings.ts'
import type { Desk } from './storage/desk.ts'
import { checkpoint, openStorage } from './storage/open.ts'
import type { Storage } from './storage/open.ts'
import { dayRules } from './storage/service-settings.ts'
import { waitsWatch } from './waits-watch.ts'

/** Everything the routes and the process entry may ask of Perch. */
export type Service = Awaited<ReturnType<typeof buildService>>

/** One service a process, wherever its modules are loaded from. */
export function serviceSlot(): { service?: Service } {
  const all = globalThis as unknown as Record<symbol, { service?: Service } | undefined>
  return (all[Symbol.for('perch')] ??= {})
}

/**
 * The composition root. Opens storage, builds the parts, joins them with callbacks; nothing listens until `attach`.
 * Throws when the settings, the database or its pragmas are not as they must be.
 */
export async function buildService(settings: Settings) {
  const log = makeLog(settings)
  const clock = makeClock(settings.startAt)
  const storage = openStorage(join(settings.data, 'perch.db'))
  const desk: Desk = { storage, clock }
  await startFirst(desk, settings)

  const sessions = new Sessions(desk)
  const outbox = joinOutbox(desk, settings, log)
  const live = new Live({ desk, sessions, log, told: () => outbox.worker.wake() })
  const screens = joinScreens(desk, live)
  const raised = joinRaised({ desk, log, data: settings.data, live })
  const watches = [...watchesOf(desk, live, settings, log), raised.watch]
  const health = makeHealth(storage, clock)
  const timers = everyFewSeconds(desk, sessions, live, log)

  return {
    settings,
    log,
    clock,
    sessions,
    health: () => ({ ...health(), sending: sending(outbox.worker) }),
    ...screens,
    caseload: joinCaseload(desk, live, settings.caseload),
    /** The catalogue, its kits and its file. */
    catalogue: joinCatalogue(desk, () => live.notices.tell({ kind: 'catalogue' })),
    /** What goes out, and what colleagues who are not in the meeting raise for it, from their phones. */
    ...{ exports: joinExports(desk, raised.photo), raised: raised.pages },
    serve: (command: Command, who: Colleague) => live.serve(command, who),
    /** To be waited for before anything of a huddle is read for a page. Never throws. */
    closeForgotten: () => live.closeForgotten(),
    /** What leaves: each team's channels, what waits, was sent or died. */
    outbox: outbox.pages,
    /** Shared screens: how they are paired, listed and cut off. */
    screens: live.screens,
    pageAddress: (session: Session): Promise<PageAddress> => live.pageAddress(session),
    themeOf: (who: Colleague | null, path: string) => themeOf(desk, who, path),
    changeLook: (who: Colleague, wish: Parameters<typeof changeLook>[2]) => changeLook(desk, who, wish),
    inventedSignIns: () => inventedSignIns(storage),
    desk: (session: Session) => deskFor(desk, live, session),
    attach: (server: Server, how: { others: 'refuse' | 'leave' } = { others: 'refuse' }) => {
      live.attach(server, how.others)
      outbox.worker.start()
      for (const watch of watches) watch.start()
    },
    /** Says on standard output where Perch answers, and who can sign in to an invented service. */
    announce: (address: AddressInfo | string | null) => {
      console.log(greeting(storage, address))
    },
    /** Stops taking anything, writes down what is waiting, closes every socket and the database. */
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      for (const watch of watches) await watch.close()
      await live.close()
      await outbox.worker.close()
      storage.$client.close()
      await flushed(log)
    },
  }
}

/** Ended sessions are swept, and the database is tidied. */
function everyFewSeconds({ storage }: Desk, sessions: Sessions, live: Live, log: Logger) {
  const sweeper = setInterval(() => sweep(sessions, live, log), 5_000)
  return [sweeper, setInterval(() => tidy(storage, live, log), 500)]
}

function makeLog({ log: level }: Settings): Logger {
  return pino({ level, base: null, serializers: { error: errorShown } }, pino.destination(2))
}

/** What waits too long, old caseload files, and those that come by themselves. */
function watchesOf(desk: Desk, live: Live, { caseload, leaving }: Settings, log: Logger) {
  const changed = () => live.caseloadChanged()
  return [
    waitsWatch({ desk, log, told: (told) => live.notices.tell({ kind: 'told', ...told }) }),
    caseloadWatch({ desk, log }),
    folderWatch({ desk, log, ...caseload, mail: leaving.mail, changed }),
  ]
}

/** A worker that stands still keeps nobody from working: it is said, and no reason to take Perch down. */
function sending({ standsStill }: { standsStill: boolean }): 'runs' | 'stands still' {
  return standsStill ? 'stands still' : 'runs'
}

/** What every signed-in screen stands on. */
function deskFor({ storage, clock }: Desk, live: Live, { colleague }: Session) {
  const { density, singleKeys } = lookOf(storage, colleague.id)
  return {
    me: colleague,
    service: serviceName(storage),
    teams: listTeams(storage),
    colleagues: listColleagues(storage),
    catalogue: readCatalogue(storage),
    kits: readKits(storage),
    days: dayRules(storage),
    steering: live.steering(),
    catchUp: catchUpNews(storage),
    /** Later checks that wait to be asked today. */
    laterChecksDue: countDue(storage, londonDate(clock())),
    /** The newest notice this already has. */
    since: live.notices.position,
    density,
    singleKeys,
    now: clock().toISOString(),
  }
}

/** The huddle view and shared screens are always dark; elsewhere a colleague's own choice. */
function themeOf(desk: Desk, who: Colleague | null, path: string): 'paper' | 'screen' {
  if (path === '/huddle' || path === '/screen') return 'screen'
  return who ? lookOf(desk.storage, who.id).theme : 'paper'
}

/** A database that cannot be written just now must not end the process: what is left is swept the next time. */
function sweep(sessions: Sessions, live: Live, log: Logger): void {
  try {
    live.writeLooks()
    sessions.sweep()
  } catch (error) {
    log.error({ error }, 'ended sessions could not be swept')
  }
}

/** In a moment when nobody writes; a foreign reader or a full disk only puts it off. */
function tidy(storage: Storage, live: Live, log: Logger): void {
  if (!live.rooms.quiet) return
  try {
    checkpoint(storage)
  } catch (error) {
    log.warn({ error }, 'the write-ahead log could not be carried over')
  }
}

/**
 * What the log keeps of an error: its kind and where it came from. Never its message, nor a query's values: they may
 * hold what somebody typed. Left to itself, pino would write `{}` for most errors.
 */
export function errorShown(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const at = error.stack?.split('\n').filter((line) => /^ {4}at /.test(line)) ?? []
  return {
    kind: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: at.slice(0, 8).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: errorShown(error.cause) }),
  }
}

function flushed(log: Logger): Promise<void> {
  return new Promise((done) => {
    log.flush(() => {
      done()
    })
  })
}
