/** Says each tenth of a long run when it is through: a busy machine may take minutes over what should take seconds. */
export function tellProgress(name: string, total: number, say: (line: string) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    const tenths = Math.floor((done * 10) / total);
    if (tenths <= told || tenths >= 10) return;
    told = tenths;
    say(`${name}: ${tenths * 10}%`);
  };
}
