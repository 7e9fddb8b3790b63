import type { Session } from '#lib/server/access/sessions.ts'
import type { Service } from '#lib/server/service.ts'

declare global {
  namespace App {
    interface Locals {
      service: Service
      session: Session | null
      /** Starts using this token's session, kept by the browser for that many seconds; one held before ends. */
      keepSession: (token: string, seconds?: number) => void
      /** What a browser that waits to be paired as a shared screen is known by, and how it is kept. */
      device: string | undefined
      keepDevice: (device: string) => void
      /** Ends the session and forgets its cookie. */
      dropSession: () => void
    }
    interface Error {
      message: string
      code?: string
    }
  }
}

export {}
