import type { CldSettings } from '#lib/reablement/cld-settings.ts'

/** What came of the form of codes: they are kept, or why not, with what was typed. */
export type CodesForm =
  | { done: CldSettings }
  | { problem: string; field?: string | undefined; typed?: Record<string, string> | undefined }
