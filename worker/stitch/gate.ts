/** Lets at most `width` in at a time; the rest wait their turn. A Worker may have six operations awaiting an answer. */
export interface Gate {
  /** Resolves when there is room. The returned function gives the place back; more than one call does no harm. */
  enter(): Promise<() => void>;
}

export function openGate(width: number): Gate {
  let inside = 0;
  const queue: (() => void)[] = [];
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else inside--;
  };
  return {
    async enter() {
      if (inside < width) inside++;
      else await new Promise<void>((admit) => queue.push(admit));
      return once(leave);
    },
  };
}

/** `act`, but only the first time. */
export function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
