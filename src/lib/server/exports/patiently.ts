/**
 * Bytes as a stream that is made only as fast as it is read. Whoever reads nothing for `wait` milliseconds is cut off;
 * then, as when they leave or it fails, what the bytes are made of is let go.
 */
export function patiently(make: () => AsyncGenerator<Uint8Array>, wait: number): ReadableStream<Uint8Array> {
  let bytes: AsyncGenerator<Uint8Array> | null = null
  let timer: NodeJS.Timeout | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(timer)
        bytes ??= make()
        const next = await bytes.next()
        if (next.done) {
          controller.close()
          return
        }
        controller.enqueue(next.value)
        const made = bytes
        timer = setTimeout(() => {
          controller.error(new Error('nobody read on'))
          void made.return(undefined)
        }, wait)
        timer.unref()
      },
      async cancel() {
        clearTimeout(timer)
        await bytes?.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}
