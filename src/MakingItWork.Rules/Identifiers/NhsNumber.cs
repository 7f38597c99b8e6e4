namespace MakingItWork.Rules.Identifiers;

/// <summary>The NHS number of England, Wales and the Isle of Man: ten digits, the last one a check digit.</summary>
public static class NhsNumber
{
    /// <summary>
    /// True when the ten digits carry the right check digit. Spaces and dashes between digits are allowed.
    /// Rule: NHS Data Dictionary, modulus 11, weights 10 to 2; a remainder that calls for 10 is never issued.
    /// </summary>
    public static bool IsValid(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        return IsValid(digits.AsSpan());
    }

    internal static bool IsValid(ReadOnlySpan<char> text)
    {
        int place = 0, sum = 0, last = -1;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                if (place < 9)
                {
                    sum += (10 - place) * (c - '0');
                }

                last = c - '0';
                place++;
            }
            else if (c is not (' ' or '-' or '.' or '\u00a0' or '\u2013'))
            {
                return false;
            }
        }

        var check = 11 - (sum % 11);
        return place == 10 && check != 10 && last == check % 11;
    }
}
