import { eq } from 'drizzle-orm'
import type { Colleague } from '../reablement/colleague.ts'
import type { PasteInto } from '../reablement/episode-text.ts'
import { episodeAt } from './board/read-episode.ts'
import { setCldSettings } from './exports/cld-settings.ts'
import { exportClientLevelData, viewExports } from './exports/client-level-data.ts'
import { exportArchive } from './exports/export-archive.ts'
import type { ReadPhoto } from './exports/export-archive.ts'
import { exportBundle, exportText, exportTexts } from './exports/export-episode.ts'
import type { ReadPage } from './exports/read-episode-out.ts'
import { actionViews } from './register/action-views.ts'
import type { Desk } from './storage/desk.ts'
import { action } from './storage/schema.ts'

/**
 * What goes out: an episode for another record, a quarter for the performance team, the whole service with its photos,
 * which `photo` reads.
 */
export function joinExports(desk: Desk, photo: ReadPhoto) {
  const readPage: ReadPage = (tx, id, at) => ({
    ...episodeAt(tx, id, at),
    actions: actionViews(tx, eq(action.episode, id)),
  })
  return {
    bundle: (who: Colleague, episode: string, base: string) =>
      exportBundle(desk, who, { episode, readPage, base }),
    texts: (who: Colleague, episode: string) => exportTexts(desk, who, { episode, readPage }),
    text: (who: Colleague, episode: string, into: PasteInto) =>
      exportText(desk, who, { episode, readPage, into }),
    quarter: (who: Colleague, day: string) => viewExports(desk, who, day),
    clientLevelData: (who: Colleague, day: string) => exportClientLevelData(desk, who, day),
    setClientLevelData: (who: Colleague, given: unknown) => setCldSettings(desk, who, given),
    archive: (who: Colleague) => exportArchive(desk, who, { photo }),
  }
}
