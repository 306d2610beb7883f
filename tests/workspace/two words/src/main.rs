fn main() {
    println!("{} and sales@fabrikam.ml", mail::TO);
}
