import type { Logger } from 'pino'
import type { Colleague } from '../reablement/colleague.ts'
import { nextWorkingDay } from '../reablement/working-days.ts'
import { tellStory } from './episodes/tell-story.ts'
import { openHuddle } from './huddles/open-huddle.ts'
import { photoOnScreens } from './huddles/photo-on-screens.ts'
import { raiseIn, withdrawIn } from './huddles/raise-late.ts'
import type { Live } from './live.ts'
import { photosWatch } from './photos-watch.ts'
import { findToRaise } from './raised/find-people.ts'
import type { FindInput, RaiseInput, TakeBackInput } from './raised/inputs.ts'
import { ownRaises } from './raised/own-raises.ts'
import type { OpenHuddle } from './raised/own-raises.ts'
import { photoPrice, RaisePace } from './raised/pace.ts'
import { PhotoFiles } from './raised/photo-files.ts'
import type { KeptPhoto } from './raised/photo-files.ts'
import { raisePerson } from './raised/raise-person.ts'
import type { Around } from './raised/raise-person.ts'
import { takeBack } from './raised/take-back.ts'
import { viewPhoto, viewShownPhoto } from './raised/view-photo.ts'
import type { Desk } from './storage/desk.ts'
import { closureDays } from './storage/service-settings.ts'

interface Parts {
  desk: Desk
  log: Pick<Logger, 'error'>
  /** The folder of the database; photos are in one of their own in it. */
  data: string
  live: Pick<Live, 'raised'>
}

/** What the front-line page reads and does, and the watch that removes photos. */
export function joinRaised({ desk, log, data, live }: Parts) {
  const files = new PhotoFiles(data)
  return {
    pages: raisedPages(desk, files, (episode) => {
      live.raised(episode)
    }),
    watch: photosWatch({ desk, files, log }),
    /** A photo's bytes, for the archive. */
    photo: (kept: KeptPhoto) => files.read(kept),
  }
}

/** `changed`: every open desk should hear whom it was about. */
export function raisedPages(desk: Desk, files: PhotoFiles, changed: (episode: string) => void) {
  const tell: Around['tell'] = (tx, told) => {
    tellStory(tx, { ...told, kind: 'huddle' })
  }
  const pace = new RaisePace()
  return {
    own: (who: Colleague) => ownRaises(desk, who, open(desk)),
    /** Whom they raised lately: what the page opens with. */
    lately: (who: Colleague) => findToRaise(desk, who, { typed: '' }),
    find: async (who: Colleague, input: FindInput) => {
      pace.take('find', who.id, 1, desk.clock().getTime())
      return findToRaise(desk, who, input)
    },
    raise: async (who: Colleague, input: RaiseInput, photo: Uint8Array | null) => {
      pace.take('send', who.id, photo ? photoPrice : 1, desk.clock().getTime())
      const around: Around = { tell, place: raiseIn }
      const done = await raisePerson(desk, who, input, photo, { files, around })
      if (!done.again) changed(done.episode)
    },
    takeBack: async (who: Colleague, input: TakeBackInput) => {
      const { episode } = await takeBack(desk, who, input, { files, around: { tell, withdraw: withdrawIn } })
      changed(episode)
    },
    photo: (who: Colleague, id: string) => viewPhoto(desk, who, id, files),
    /** For a shared screen, by its own session. */
    shownPhoto: (who: Colleague) => viewShownPhoto(desk, who, photoOnScreens, files),
  }
}

function open(desk: Desk): OpenHuddle {
  const { id, date, state } = openHuddle(desk.storage, desk.clock)
  return { huddle: id, date, runs: state === 'live', after: nextWorkingDay(date, closureDays(desk.storage)) }
}
