import { decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { d, ellipse, path } from "../geometry.ts";
import { band, turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { mouthOf, type Profile, turning, widestOf } from "../profile.ts";
import { INSIDE } from "../shading.ts";

interface Shape {
  readonly profile: Profile;
  readonly handle: (y: number) => string;
  /** Where the spout leaves the body and where it ends. */
  readonly spout: readonly [rootX: number, rootY: number, tipX: number, tipY: number];
}

const CAN: Shape = {
  profile: turning`126 524, 144 560, 153 680, 147 800`,
  handle: (y) => d`M360 ${y - 2}C350 ${y - 170} 566 ${y - 190} 598 ${y - 40}C618 ${y + 60} 604 ${y + 140} 562 ${y + 164}`,
  spout: [306, 664, 118, 396],
};
const ROUND: Shape = {
  profile: turning`92 540, 144 580, 172 676, 150 770, 120 800`,
  handle: (y) => d`M362 ${y + 4}C356 ${y - 150} 590 ${y - 170} 616 ${y - 10}C630 ${y + 90} 620 ${y + 150} 576 ${y + 176}`,
  spout: [286, 690, 96, 420],
};
const TALL: Shape = {
  profile: turning`116 470, 120 560, 132 700, 134 800`,
  handle: (y) => d`M500 ${y + 24}C640 ${y - 50} 668 ${y + 220} 546 ${y + 250}`,
  spout: [312, 712, 126, 340],
};
const LOW: Shape = {
  profile: turning`132 590, 176 630, 186 720, 170 800`,
  handle: (y) => d`M330 ${y + 8}C326 ${y - 200} 514 ${y - 200} 510 ${y + 8}`,
  spout: [270, 716, 78, 452],
};

/** A watering can: spout up at the left, rose or plain tip, handle over the top or at the right. */
export const wateringCan: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const { profile, handle, spout } = random.kind([
    [CAN, "bed allotment"],
    [CAN],
    [ROUND, "childs house"],
    [TALL, "greenhouse"],
    [LOW, "orchid balcony"],
  ]);
  const [rootX, rootY, tipX, tipY] = spout;
  const [mouth, y] = mouthOf(profile);
  const rose = random.kind([[true, "bed seedling allotment greenhouse"], [true], [false, "orchid house"]]);
  sheet.shadow(410, 800, 176);
  sheet.body(
    path(
      d`M${rootX} ${rootY + 34}C${rootX - 70} ${rootY - 60} ${tipX + 60} ${tipY + 120} ${tipX - 12} ${tipY + 10}L${tipX + 14} ${tipY - 10}C${tipX + 90} ${tipY + 90} ${rootX - 20} ${rootY - 130} ${rootX + 40} ${rootY - 90}Z`,
    ),
    sheet.gradient(body),
  );
  if (rose) {
    sheet.turned(-36, tipX, tipY, () => {
      sheet.body(
        path(d`M${tipX - 17} ${tipY + 22}L${tipX - 46} ${tipY - 30}H${tipX + 46}L${tipX + 17} ${tipY + 22}Z`),
        sheet.gradient(rim),
      );
      sheet.body(ellipse(tipX, tipY - 30, 46, 15), hex(rim, rim === PIGMENTS.ink ? 0.14 : -0.1));
    });
  }
  sheet.tube(handle(y), random.pick([rim, rim, PIGMENTS.oak]), 22);
  const turned = turn(sheet, 420, profile, body, { foot: 8 });
  sheet.body(ellipse(420, y, mouth, mouth * 0.13), sheet.gradient(body, INSIDE));
  if (random.chance(0.7))
    sheet.body(
      path(
        d`M${420 - mouth} ${y}A${mouth} ${mouth * 0.13} 0 0 0 ${420 + mouth} ${y}A${mouth} ${mouth * 0.13} 0 0 0 ${440} ${y - mouth * 0.13}Q${410 - mouth * 0.2} ${y - 2} ${400 - mouth * 0.1} ${y + mouth * 0.13}Z`,
      ),
      sheet.gradient(body),
    );
  sheet.line(d`M${420 - mouth} ${y}A${mouth} ${mouth * 0.13} 0 0 0 ${420 + mouth} ${y}`, hex(random.pick([body, rim]), 0.03), 7);
  const finish = random.pick(["band", "band", "plain", "ribs", "speckle"]);
  if (finish === "band") band(sheet, turned, 716, 14, rim);
  else if (finish !== "plain") decorate(finish === "ribs" ? "twin" : "speckle", sheet, turned, rim, y + 40, 800);
  const widest = widestOf(profile);
  return {
    measured: { left: 420 - widest, right: 420 + widest, top: y, bottom: 812 },
    round: true,
    reach: tipX - 50,
    peak: y - 160,
    focus: [tipX + 90, tipY + 80],
    zoom: 0.46,
  };
};
