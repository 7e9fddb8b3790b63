import type { Logger } from 'pino'
import { londonTime } from '../reablement/dates.ts'
import type { ReportWords } from '../reablement/caseload-report.ts'
import { arrivedFiles, NotPutAway, sameFile, sendReports, takeFile } from './caseload/folder.ts'
import type { Arrived } from './caseload/folder.ts'
import { sendMail } from './dispatch/send-mail.ts'
import type { MailServer } from './dispatch/send-mail.ts'
import type { Desk } from './storage/desk.ts'
import { Watch } from './watch.ts'

/** How often the folder is looked at, in milliseconds: a file that stands as it did at the look before is complete. [choice] */
const lookEvery = 15_000
/** With a set time, files are taken from then on for so many minutes. [choice] */
const takenFor = 60
/** How long the mail server may take to be reached, and to answer, in milliseconds. [choice] */
const patience = { connect: 5_000, answer: 10_000 }

interface Parts {
  desk: Desk
  log: Pick<Logger, 'error' | 'warn'>
  /** null: no folder is set, and nothing is looked at. */
  folder: string | null
  /** London time '05:30'; null: a file is taken when it arrives. */
  at: string | null
  mail: MailServer | null
  /** A file changed the caseload: every screen hears of it. */
  changed: () => void
}

/** Takes caseload files from their folder, and mails the managers what came of each. */
export function folderWatch(parts: Parts): Watch {
  const folder = new Folder(parts)
  const failed = 'a report of the caseload folder could not be sent'
  return new Watch({ look: () => folder.look(), every: lookEvery, failed, log: parts.log })
}

class Folder {
  readonly #parts: Parts
  #before = new Map<string, Arrived>()
  /** Used, but still there: used at every look, they would be mailed about at every look. */
  readonly #used = new Map<string, Arrived>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Reports are sent also when the folder could not be looked at. */
  async look(): Promise<void> {
    const { folder, log, mail, desk } = this.#parts
    if (folder === null) return
    try {
      if (this.#isTime()) await this.#takeComplete()
    } catch (error) {
      log.error({ error }, 'the caseload folder could not be looked at')
    }
    if (mail) await sendReports(desk, (words, to, id) => this.#send(mail, words, { to, id }))
  }

  #isTime(): boolean {
    const { at, desk } = this.#parts
    if (at === null) return true
    const since = (minutesOf(londonTime(desk.clock())) - minutesOf(at) + 1_440) % 1_440
    return since < takenFor
  }

  /** Complete is what stands as it did one look before; the others are looked at again. */
  async #takeComplete(): Promise<void> {
    const { desk, folder, log, mail, changed } = this.#parts
    if (folder === null) return
    const found = await arrivedFiles(folder)
    const complete = found.filter(
      (one) => sameFile(one, this.#before.get(one.name)) && !sameFile(one, this.#used.get(one.name)),
    )
    this.#before = new Map(found.map((one) => [one.name, one]))
    for (const one of complete) {
      try {
        const outcome = await takeFile(desk, folder, one, { mailed: mail !== null })
        if (outcome?.kind === 'used') changed()
      } catch (error) {
        if (error instanceof NotPutAway) {
          this.#used.set(one.name, one)
          changed()
        }
        log.error({ error }, 'a caseload file could not be taken from its folder')
      }
    }
  }

  #send(
    server: MailServer,
    { subject, text }: ReportWords,
    { to, id }: { to: readonly string[]; id: string },
  ) {
    const now = this.#parts.desk.clock()
    return sendMail({ subject, text, html: htmlOf(text) }, { server, to, id, now, patience })
  }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** The same words for a reader that shows no plain text. */
function htmlOf(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return safe
    .split('\n\n')
    .map((block) => `<p>${block.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
