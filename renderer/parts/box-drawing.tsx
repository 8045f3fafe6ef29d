type Millimetres = readonly [number, number, number];

const COS = Math.cos(Math.PI / 6);
/** Millimetres left free around the drawing, so that its outline is not cut. */
const MARGIN = 6;

/** Width and height of the isometric picture of a box, in the box's own millimetres. */
function extentOf([length, width, height]: Millimetres): readonly [number, number] {
  return [(length + width) * COS + 2 * MARGIN, (length + width) / 2 + height + 2 * MARGIN];
}

/** The room that the largest of them needs: boxes drawn into the same room are drawn to the same scale. */
export function roomFor(boxes: readonly Millimetres[]): readonly [number, number] {
  const extents = boxes.map(extentOf);
  return [Math.max(1, ...extents.map(([across]) => across)), Math.max(1, ...extents.map(([, up]) => up))];
}

interface Props {
  readonly millimetres: Millimetres;
  /** From `roomFor`; its own room draws it as large as the picture is. */
  readonly room?: readonly [number, number];
}

/** A carton to scale, long side to the right, standing on the ground of its picture. */
export function BoxDrawing({ millimetres, room }: Props) {
  const [length, width, height] = millimetres;
  const [across, up] = extentOf(millimetres);
  const [roomAcross, roomUp] = room ?? [across, up];
  const leftOf = (roomAcross - across) / 2 + MARGIN + width * COS;
  const bottom = roomUp - MARGIN;
  const at = (x: number, y: number, z: number) =>
    `${(leftOf + (x - y) * COS).toFixed(1)} ${(bottom - (length + width) / 2 + (x + y) / 2 - z).toFixed(1)}`;
  const tape = Math.min(width * 0.16, 50) / 2;
  const middle = width / 2;
  return (
    <svg className="box-drawing" viewBox={`0 0 ${roomAcross.toFixed(1)} ${roomUp.toFixed(1)}`} aria-hidden="true">
      <g stroke="#12181D" strokeWidth="3" strokeLinejoin="round">
        <Side
          fill="#E2CBA3"
          d={[at(0, 0, height), at(length, 0, height), at(length, width, height), at(0, width, height)]}
        />
        <Side
          fill="#C9AC7E"
          d={[at(0, width, height), at(length, width, height), at(length, width, 0), at(0, width, 0)]}
        />
        <Side
          fill="#B39262"
          d={[at(length, 0, height), at(length, width, height), at(length, width, 0), at(length, 0, 0)]}
        />
        <Side
          fill="#EFE3CB"
          d={[
            at(0, middle - tape, height),
            at(length, middle - tape, height),
            at(length, middle + tape, height),
            at(0, middle + tape, height),
          ]}
        />
        <Side
          fill="#DAC49B"
          d={[
            at(length, middle - tape, height),
            at(length, middle + tape, height),
            at(length, middle + tape, height * 0.72),
            at(length, middle - tape, height * 0.72),
          ]}
        />
      </g>
    </svg>
  );
}

function Side({ d, fill }: { readonly d: readonly string[]; readonly fill: string }) {
  return <path d={`M${d.join('L')}z`} fill={fill} vectorEffect="non-scaling-stroke" />;
}
