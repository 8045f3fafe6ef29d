/** A taped carton; with a label it shows where the label sits, in brackets, because it is to be scanned there. */
export function ParcelDrawing({ preview }: { readonly preview: string | null }) {
  return (
    <svg className="parcel" viewBox="0 0 631 721" aria-hidden="true">
      <g stroke="#12181D" strokeWidth="3" strokeLinejoin="round">
        <path d="M215.8 713L8 593V243l207.8 120z" fill="#C9AC7E" />
        <path d="M215.800 713l407.100-235V128L215.800 363z" fill="#B39262" />
        <path d="M215.800 363L622.900 128 415 8 8 243z" fill="#E2CBA3" />
        <path d="M130.600 313.800l407-235-37.400-21.600-407 235z" fill="#EFE3CB" strokeWidth="1.800" />
        <path d="M130.600 313.800l-37.400-21.600v98l37.400 21.600z" fill="#DAC49B" strokeWidth="1.800" />
      </g>
      <g transform="matrix(.866 -.5 0 1 332.8 343.5)">
        <g transform="scale(.5)">
          <rect width="400" height="560" rx="6" fill="#fff" stroke="#12181D" strokeWidth="4" />
          {preview === null ? (
            <BlankLabel />
          ) : (
            <image href={preview} x="6" y="6" width="388" height="548" preserveAspectRatio="xMidYMid meet" />
          )}
          <path
            d="M-38 82V-38H82M318 -38H438V82M438 478V598H318M82 598H-38V478"
            fill="none"
            stroke="#12181D"
            strokeWidth="22"
          />
        </g>
      </g>
    </svg>
  );
}

/** What any label looks like from two metres. It carries no text, because it is not the true one. */
export function BlankLabel() {
  return (
    <g fill="#12181D">
      <rect width="400" height="84" />
      <path d="M24 118h190v14H24zM24 152h240v14H24zM24 186h150v14H24z" fill="#6B7780" />
      <path d="M0 222h400v4H0zM0 336h400v4H0z" />
      <path d="M24 252h120v60H24zM250 260h126v14H250zM250 292h126v22H250z" fill="#9AA4AC" />
      <path d="M34 364h8v124h-8zM50 364h20v124H50zM80 364h6v124h-6zM98 364h14v124H98zM124 364h22v124h-22zM156 364h8v124h-8zM176 364h6v124h-6zM194 364h20v124h-20zM226 364h8v124h-8zM244 364h22v124h-22zM280 364h6v124h-6zM296 364h14v124h-14zM322 364h22v124h-22zM354 364h12v124h-12z" />
      <path d="M90 510h220v16H90z" fill="#6B7780" />
    </g>
  );
}

export function CartonDrawing() {
  return (
    <svg className="carton" viewBox="0 0 466 496" aria-hidden="true">
      <g stroke="#12181D" strokeWidth="3" strokeLinejoin="round">
        <path d="M198.500 488L8 378V158l190.500 110z" fill="#C9AC7E" />
        <path d="M198.500 488l259.800-150V118L198.500 268z" fill="#B39262" />
        <path d="M198.500 268l259.800-150L267.800 8 8 158z" fill="#E2CBA3" />
        <path d="M120.400 222.900l259.800-150-34.300-19.800-259.800 150z" fill="#EFE3CB" strokeWidth="1.800" />
        <path d="M120.400 222.900l-34.300-19.800v61.600l34.300 19.800z" fill="#DAC49B" strokeWidth="1.800" />
      </g>
    </svg>
  );
}
